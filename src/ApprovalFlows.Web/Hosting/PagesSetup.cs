using System.Text.Encodings.Web;
using System.Text.Unicode;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Components;
using ApprovalFlows.Web.Components.Forms;
using ApprovalFlows.Web.Components.Pages.Reviewer;
using ApprovalFlows.Web.Components.Pages.Studio;
using ApprovalFlows.Web.Components.Print;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Web.Live;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.PageEndpoints;
using ApprovalFlows.Web.Studio;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
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
        services.PostConfigure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme,
            cookie => cookie.Events.OnRedirectToAccessDenied = Forbid);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddSingleton<AssetVersions>();
        services.AddScoped<ICertificatePage, CertificatePage>();
        services.AddScoped<PublicAddress>();
        services.AddScoped<FieldText>();
        services.AddScoped<FormFiles>();
        services.AddScoped<FormDrawing>();
        services.AddScoped<DraftSaving>();
        services.AddScoped<OpinionDraftSaving>();
        services.AddSingleton<InboxLive>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxLive>());
        services.AddScoped<DateWords>();
        services.AddScoped<WorkingDays>();
        services.AddScoped<UnreadMessages>();
        services.AddScoped<TaskSharing>();
        services.AddScoped<NextApplication>();
        return services;
    }

    /// <summary>Comes first in the pipeline, before authentication.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        // Says nothing over plain HTTP and about localhost.
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseStudioFiles();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        app.UseRequestLocalization();
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = ShowFailure,
                SuppressDiagnosticsCallback = failure => failure.Exception is RuleViolation,
            });
            pages.UseStatusCodePages(status => ShowStatus(status.HttpContext));
        });
        return app;
    }

    /// <summary>Comes after <c>UseAntiforgery</c>.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.Use(ShowStaleForm);
        app.MapPreferences();
        app.MapSession();
        app.MapSearch();
        app.MapFiles();
        app.MapRegisterFiles();
        app.MapDrafts();
        app.MapOpinionDrafts();
        app.MapLive();
        app.MapPrints();
        app.MapEvidencePages();
        app.MapStudioFrames();
        app.MapRazorComponents<App>();
        app.MapFallback(SayNotFound).AllowAnonymous();
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

    // Without it an unknown address would ask for a sign-in first.
    private static Task SayNotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // A page that one may not see is refused at its own address; there is nowhere better to go.
    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        redirect.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task ShowFailure(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is not RuleViolation refusal)
            return ShowStatus(context);
        context.Response.StatusCode = Refusals.StatusOf(refusal);
        return ShowStatus(context, refusal.Sentence.ToString());
    }

    private static Task ShowStatus(HttpContext context) => ShowStatus(context, null);

    // A scope draws one page only, and the page that failed may have been begun in this one.
    private static async Task ShowStatus(HttpContext context, string? sentence)
    {
        var before = context.RequestServices;
        await using var scope = before.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor =
            before.GetRequiredService<CurrentActor>().Actor;
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove("blazor-enhanced-nav");
        var status = context.Response.StatusCode;
        await new RazorComponentResult<StatusDocument>(new { Code = status, Sentence = sentence })
        {
            StatusCode = status,
        }.ExecuteAsync(context);
        context.RequestServices = before;
    }
}
