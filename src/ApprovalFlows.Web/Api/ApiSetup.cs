using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Studio;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApprovalFlows.Web.Api;

/// <summary>The outer contract: addresses under /api, /workflows, /health and /dev.</summary>
public static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOpenApi();
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.AddStudio();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            options.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapSignIn();
        app.MapForms();
        app.MapHealthResults();
        app.MapAttachments();
        app.MapWorkflows();
        app.MapCases();
        app.MapEvidence();
        app.MapTasks();
        app.MapMovements();
        app.MapAccounts();
        app.MapPosts();
        app.MapDeputies();
        app.MapRecusals();
        app.MapHandovers();
        app.MapWho();
        app.MapMessages();
        app.MapSharing();
        app.MapCertificates();
        app.MapCertificateLife();
        app.MapPapers();
        app.MapLetters();
        app.MapWorkers();
        app.MapRosters();
        app.MapApplicationBatches();
        app.MapEnterprises();
        app.MapCrossings();
        app.MapInstances();
        app.MapOutbox();
        app.MapFailedAddresses();
        app.MapJobs();
        app.MapEnding();
        app.MapClues();
        app.MapAssessments();
        app.MapSanctions();
        app.MapHealth();
        app.MapStudioApi();
        app.MapOpenApi().AllowAnonymous();
        if (app.Environment.IsDevelopment())
        {
            app.MapDevelopment();
            app.MapSentMails();
        }

        foreach (var area in new[] { "/api", "/workflows", "/dev", "/elsa", "/health" })
        {
            // MapFallback loses its pattern where the compiler writes the delegates.
            app.Map(area + "/{**rest}", UnknownAddress.Answer)
                .WithOrder(int.MaxValue)
                .AllowAnonymous()
                .ExcludeFromDescription();
        }
    }

    /// <summary>Refusals of authentication and authorisation become problem documents too.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(
            context => Paths.IsApi(context.Request.Path),
            api =>
            {
                api.UseExceptionHandler();
                api.UseStatusCodePages(async status =>
                {
                    var code = status.HttpContext.Response.StatusCode;
                    await Problem(code, KeyOf(code)).ExecuteAsync(status.HttpContext);
                });
            });

    private static ProblemHttpResult Problem(int status, string key) => TypedResults.Problem(Problems.Details(
        status, new Sentence(key), new Dictionary<string, IReadOnlyList<Sentence>>()));

    private static string KeyOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "SignInRequired",
        StatusCodes.Status403Forbidden => "NotAllowed",
        StatusCodes.Status429TooManyRequests => "RequestsTooOften",
        StatusCodes.Status503ServiceUnavailable => "Draining",
        >= StatusCodes.Status500InternalServerError => "ServerFault",
        _ => "PageUnknown",
    };
}
