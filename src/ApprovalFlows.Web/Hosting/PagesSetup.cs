using System.Text.Encodings.Web;
using System.Text.Unicode;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Components;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.PageEndpoints;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.StaticFiles;

namespace ApprovalFlows.Web.Hosting;

/// <summary>The pages of the four audiences: components, languages, static files, error pages.</summary>
public static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(SetLanguages);
        services.AddResponseCompression(compression =>
        {
            // Pages are left out: compressed secrets beside reflected input can be guessed (BREACH).
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript", "image/svg+xml", "font/ttf"];
        });
        services.AddSingleton<AssetVersions>();
        services.AddScoped<DateWords>();
        services.AddScoped<WorkingDays>();
        return services;
    }

    /// <summary>Comes first in the pipeline, before authentication.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        app.UseRequestLocalization();
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler(error => error.Run(ShowStatus));
            pages.UseStatusCodePages(status => ShowStatus(status.HttpContext));
        });
        return app;
    }

    /// <summary>Comes after <c>UseAntiforgery</c>.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.Use(ShowStaleForm);
        app.Use(PageActor.Find);
        app.MapPreferences();
        app.MapSession();
        app.MapSearch();
        app.MapFiles();
        app.MapRazorComponents<App>();
        return app;
    }

    private static void SetLanguages(RequestLocalizationOptions options)
    {
        var codes = Languages.All.Select(language => language.Code).ToArray();
        options.SetDefaultCulture(codes[0]).AddSupportedCultures(codes).AddSupportedUICultures(codes);
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider(),
            new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
        options.ApplyCurrentCultureToResponseHeaders = true;
    }

    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "no-cache";

    private static Task ShowStaleForm(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || !IsPage(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return ShowStatus(context);
    }

    internal static bool IsPage(HttpContext context) =>
        !Paths.IsApi(context.Request.Path);

    private static Task ShowStatus(HttpContext context) =>
        new RazorComponentResult<StatusDocument>(new { Code = context.Response.StatusCode })
        {
            StatusCode = context.Response.StatusCode,
        }.ExecuteAsync(context);
}
