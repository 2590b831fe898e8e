using ApprovalFlows.Web.Localization;
using Microsoft.AspNetCore.Localization;

namespace ApprovalFlows.Web.Hosting;

/// <summary>Language and theme: choices of this browser, kept in cookies.</summary>
public static class Preferences
{
    public const string ThemeCookie = "theme";
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    public static string Theme(HttpContext? context) =>
        context?.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : "auto";

    internal static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/preferences").AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new OpenWithFirstPasswordAttribute());
        group.MapGet("/language", (HttpContext context, string? value, string? page) =>
        {
            if (Languages.Find(value) is { } language) Speak(context, language.Code);
            return Results.LocalRedirect(Local(page));
        });
        group.MapGet("/theme", (HttpContext context, string? value, string? page) =>
        {
            if (Themes.Contains(value)) Keep(context, ThemeCookie, value!);
            return Results.LocalRedirect(Local(page));
        });
    }

    /// <summary>The language of somebody who has chosen none in this browser.</summary>
    public static void SpeakAtFirst(HttpContext context, string language)
    {
        if (!context.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName))
            Speak(context, language);
    }

    /// <summary>The page when it lies on this site, else the home page.</summary>
    public static string Local(string? page) =>
        page is ['/', ..] and not ['/', '/' or '\\', ..] ? page : "/";

    private static void Speak(HttpContext context, string language) => Keep(
        context,
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new(language)));

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = context.Request.IsHttps,
        });
}
