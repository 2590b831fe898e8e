using System.Security.Claims;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Live;
using ApprovalFlows.Web.Studio;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// Who may call what. Pages use a cookie, machines a bearer token; neither holds entitlements:
/// those are read from the database at every request, so a post that ends, ends at once.
/// </summary>
public static class AccessSetup
{
    private const string ByPath = "ByPath";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddBearerToken(SetToken)
            .AddCookie(SetCookie);
        services.AddSingleton<TokenWriter>();
        services.AddSingleton<SignInLimiter>();
        services.AddScoped<Entrance>();
        services.AddSingleton<FlowLimiter>();
        services.AddScoped<IAuthorizationHandler, EntitlementCheck>();
        services.AddAuthorization(SetPolicies);
        services.AddRateLimits();
        services.AddAntiforgery(options => options.HeaderName = "X-CSRF-TOKEN");
        return services;
    }

    /// <summary>
    /// Comes after authentication: whoever signed in becomes the actor of the request, and gets no further than the
    /// own account with a first password.
    /// </summary>
    public static void UseCurrentActor(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true) await TakeActorAsync(context);
        if (FirstPasswordGate.Stops(context)) await FirstPasswordGate.AnswerAsync(context);
        else await next(context);
    });

    private static async Task TakeActorAsync(HttpContext context)
    {
        var session = Entrance.SessionOf(context.User);
        var services = context.RequestServices;
        var found = Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
            ? await services.GetRequiredService<ActorService>().FindAsync(user, session, context.RequestAborted)
            : null;
        if (found is not { } known)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            return;
        }

        services.GetRequiredService<CurrentActor>().Actor = known.Actor;
        if (SessionService.IsToBeNoted(known.SeenAt) && !IsStream(context.Request))
            await services.GetRequiredService<UnitOfWork>().RunAsync<SessionService>(
                known.Actor, sessions => sessions.NoteAsync(session), context.RequestAborted);
    }

    // The stream of a page that nobody looks at must not keep a session alive.
    private static bool IsStream(HttpRequest request) =>
        request.Path.Equals(LiveEndpoints.Path, StringComparison.OrdinalIgnoreCase);

    private static string SchemeOf(HttpContext context) => Paths.IsApi(context.Request.Path)
        ? BearerTokenDefaults.AuthenticationScheme
        : CookieAuthenticationDefaults.AuthenticationScheme;

    // Sessions last in real time: moving the development clock by a week must not sign everybody out.
    private static void SetToken(BearerTokenOptions options)
    {
        options.BearerTokenExpiration = Session.Life;
        options.TimeProvider = TimeProvider.System;
        // Browsers cannot send headers when they open a socket.
        options.Events.OnMessageReceived = message =>
        {
            if (message.Request.Path.StartsWithSegments(InstanceHub.Path)
                && message.Request.Query["access_token"].ToString() is { Length: > 0 } token)
                message.Token = token;
            return Task.CompletedTask;
        };
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "approval-flows";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = Session.Life;
        options.SlidingExpiration = true;
        options.Events.OnCheckSlidingExpiration = sliding =>
        {
            if (IsStream(sliding.Request)) sliding.ShouldRenew = false;
            return Task.CompletedTask;
        };
        options.TimeProvider = TimeProvider.System;
    }

    private static void SetPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        Allow("Applicant", Roles.Applicant);
        Allow("Applies", Roles.Applicant, Roles.Worker);
        Allow("FillsForms", Roles.Applicant, Roles.Worker, Roles.Reviewer);
        Allow("Reviewer", Roles.Reviewer);
        Allow("Worker", Roles.Worker);
        Allow("LetterReader", Roles.Reviewer, Roles.Auditor);
        Allow("FlowAdmin", Roles.FlowAdmin);
        Allow("Admin", Roles.Admin);
        Allow("Auditor", Roles.Auditor);
        Allow(EvidenceEndpoints.Reader, Roles.Admin, Roles.Auditor);
        Allow(StudioSetup.Read, Roles.FlowAdmin, Roles.Auditor);
        Allow("InstanceReader", Roles.FlowAdmin, Roles.Auditor);
        Allow("StaffReader", Roles.Admin, Roles.Auditor);
        Allow("Staff", Roles.Reviewer, Roles.FlowAdmin, Roles.Admin, Roles.Auditor);
        Allow("OutboxReader", Roles.Admin, Roles.FlowAdmin, Roles.Auditor);
        Allow("ReminderReader", Roles.Admin, Roles.Auditor);
        Allow(WorkerEndpoints.Reader, Roles.Reviewer, Roles.Applicant, Roles.Worker, Roles.Auditor);
        Allow(RosterEndpoints.Sender, Roles.Reviewer, Roles.Applicant);
        Allow("OutboxAdmin", Roles.Admin, Roles.FlowAdmin);

        void Allow(string name, params string[] roles) =>
            options.AddPolicy(name, policy => policy.AddRequirements(new Entitlement(roles)));
    }

    /// <summary>One of these roles is enough.</summary>
    private sealed record Entitlement(IReadOnlyList<string> Roles) : IAuthorizationRequirement;

    private sealed class EntitlementCheck(CurrentActor current) : AuthorizationHandler<Entitlement>
    {
        protected override Task HandleRequirementAsync(
            AuthorizationHandlerContext context, Entitlement requirement)
        {
            if (requirement.Roles.Any(current.Actor.IsIn)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
