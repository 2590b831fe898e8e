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
        var group = routes.MapGroup("/preferences").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/language", (HttpContext context, string? value, string? page) =>
        {
            if (Languages.Find(value) is { } language)
            {
                var culture = CookieRequestCultureProvider.MakeCookieValue(new(language.Code));
                Keep(context, CookieRequestCultureProvider.DefaultCookieName, culture);
            }
            return Results.LocalRedirect(Local(page));
        });
        group.MapGet("/theme", (HttpContext context, string? value, string? page) =>
        {
            if (Themes.Contains(value)) Keep(context, ThemeCookie, value!);
            return Results.LocalRedirect(Local(page));
        });
    }

    /// <summary>The page when it lies on this site, else the home page.</summary>
    public static string Local(string? page) =>
        page is ['/', ..] and not ['/', '/' or '\\', ..] ? page : "/";

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Secure = context.Request.IsHttps,
        });
}
