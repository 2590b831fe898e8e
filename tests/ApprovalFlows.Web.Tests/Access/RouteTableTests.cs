using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>
/// Route × role → status, for every endpoint that is mapped. The table lies beside this file; a
/// route that is new, gone or open to somebody else fails until somebody has looked at its row.
/// </summary>
public sealed partial class RouteTableTests : IAsyncDisposable
{
    private static readonly string?[] Accounts =
        [null, "employer", "worker", "window", "flow-admin", "admin", "auditor"];

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["Name"] = "quota",
        ["number"] = "YG-2026-999999",
        ["id"] = Guid.Empty.ToString(),
        ["flow"] = "employer-certificate",
        ["path"] = "employer-certificate",
        ["rest"] = "nothing-here",
        ["name"] = "due-work",
        ["documentName"] = "v1",
        ["activityId"] = "step",
        ["definitionId"] = "nothing-here",
        ["versionId"] = "nothing-here",
        ["version"] = "99",
        ["typeName"] = "Elsa.WriteHttpResponse",
        ["inputName"] = "ContentType",
        ["screen"] = "flows",
        ["section"] = "nothing",
        ["field"] = "nothing",
        ["column"] = "nothing",
        ["slot"] = "nothing",
        ["place"] = "1",
        ["sequence"] = "1",
        ["taskId"] = Guid.Empty.ToString(),
        ["act"] = "suspension",
        ["year"] = "2025",
        ["Year"] = "2025",
        ["creditCode"] = "91450681MA0TEXT12B",
        ["Code"] = "91450681MA0TEXT12B",
    };

    // Complete requests, so that a refusal is one of the person and not of an empty body.
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["/api/certificates/{number}/suspension"] = """{"reason":"x"}""",
        ["/api/certificates/{number}/reinstatement"] = """{"reason":"x"}""",
        ["/api/certificates/{number}/revocation"] = """{"reason":"x","hearing":"x"}""",
        ["/api/certificates/{number}/cancellation"] = """{"reason":"x"}""",
        ["/api/certificates/{number}/surrender"] = """{"reason":"x"}""",
        ["/api/sign-in"] = """{"userName":"nobody","password":"nothing"}""",
        ["/api/proceedings/{number}/answer"] = """{"text":"x"}""",
        ["/api/proceedings/{number}/extension"] = """{"until":"2026-01-01","reason":"x"}""",
        ["/api/proceedings/{number}/hearing"] =
            """{"heldAt":"2026-01-01T09:00:00+08:00","place":"x","chair":"x"}""",
        ["/api/proceedings/{number}/minutes"] = """{"minutes":"x"}""",
        ["/api/sanctions/{id:guid}/lifting"] = """{"reason":"x"}""",
        ["/api/cases/{number}/corrections"] = """{"values":{}}""",
        ["/api/cases/{number}/extension"] = """{"reason":"x"}""",
        ["/api/cases/{number}/withdrawal"] = """{"reason":"x"}""",
        ["/api/cases/{number}/comments/"] = """{"text":"x"}""",
        ["/api/assessments/"] = """{"year":2025}""",
        ["/api/assessments/{year:int}/{creditCode}/objections"] = """{"office":"police","reason":"x"}""",
        ["/api/messages/choice"] = """{"digestByMail":true}""",
        ["/api/tasks/{id:guid}/copies"] = """{"to":["00000000-0000-0000-0000-000000000000"]}""",
        ["/api/tasks/{id:guid}/decision"] = """{"outcome":"accept","revision":1}""",
        ["/api/tasks/batches"] = """{"act":"claim","tasks":[]}""",
        ["/api/batches/applications/"] = """{"flow":"insurance","values":{}}""",
        ["/api/tasks/{id:guid}/send-back"] = """{"stepId":"window","reason":"x","revision":1}""",
        ["/api/tasks/{id:guid}/recall"] = """{"reason":"x"}""",
        ["/api/tasks/{id:guid}/transfer"] = """{"to":"window","reason":"x","revision":1}""",
        ["/api/tasks/{id:guid}/delegation"] = """{"to":"window","reason":"x","revision":1}""",
        ["/api/tasks/{id:guid}/extra-signers"] =
            """{"position":"beside","people":["window"],"reason":"x","revision":1}""",
        ["/api/instances/{id}/retry"] = """{"reason":"x","revision":1}""",
        ["/api/instances/{id}/cancellation"] = """{"reason":"x","revision":1}""",
        ["/api/instances/{id}/variables"] = """{"reason":"x","revision":1,"variable":"v","value":1}""",
        ["/api/instances/{id}/activities/{activityId}/schedule"] = """{"reason":"x","revision":1}""",
        ["/api/instances/{id}/activities/{activityId}/cancellation"] = """{"reason":"x","revision":1}""",
        ["/api/instances/{id}/migration"] = """{"reason":"x","revision":1,"targetVersion":2}""",
        ["/api/outbox/{id}/retry"] = """{"reason":"x"}""",
        ["/api/outbox/{id}/discard"] = """{"reason":"x"}""",
        ["/api/outbox/addresses/"] = """{"address":"somebody@example.org","reason":"x"}""",
        ["/api/outbox/addresses/lifting"] = """{"address":"nobody@example.org","reason":"x"}""",
        ["/api/posts/holdings/"] = """{"person":"x","department":"x","post":"x","from":"2000-01-01","reason":"x"}""",
        ["/api/posts/holdings/{id:guid}/end"] = """{"lastDay":"2000-01-01","reason":"x"}""",
        ["/api/unattended/{id:guid}/address"] = """{"reason":"x"}""",
        ["/api/deputies/"] = """{"deputy":"x","from":"2000-01-01","to":"2000-01-01","reason":"x"}""",
        ["/api/deputies/{id:guid}/end"] = """{"reason":"x"}""",
        ["/api/recusals/"] = """{"ground":"ownInterest","applicant":"nobody","reason":"x"}""",
        ["/api/recusals/{id:guid}/end"] = """{"reason":"x"}""",
        ["/api/handovers/"] = """{"person":"nobody","day":"2000-01-01","reason":"x"}""",
        ["/api/workers/"] = """{"nameOriginal":"x"}""",
        ["/api/workers/{id:guid}/changes"] = """{"fields":{},"reason":"x"}""",
        ["/api/workers/{id:guid}/employment"] = """{"reason":"x"}""",
        ["/api/workers/{id:guid}/agency"] = """{"reason":"x"}""",
        ["/api/workers/{id:guid}/merge"] = """{"into":"00000000-0000-0000-0000-000000000001","reason":"x"}""",
        ["/api/workers/{id:guid}/unmask"] = """{"field":"personalNumber","reason":"x"}""",
        ["/api/enterprises/"] = """{"name":"x"}""",
        ["/api/enterprises/{id:guid}/changes"] = """{"fields":{},"reason":"x"}""",
        ["/api/enterprises/{id:guid}/unmask"] = """{"field":"representativeId","reason":"x"}""",
        ["/api/crossings/"] =
            """
            {"documentKind":"TX","documentNumber":"A-1234","direction":"entry","at":"2026-01-01T00:00:00Z","port":"x"}
            """,
        ["/api/crossings/{id:guid}/match"] = """{"worker":"00000000-0000-0000-0000-000000000001"}""",
        ["/api/crossings/{id:guid}/void"] = """{"reason":"x"}""",
        ["/elsa/api/identity/login"] = """{"username":"somebody","password":"nothing"}""",
        ["/elsa/api/workflow-definitions"] = """{"model":{}}""",
        ["/elsa/api/workflow-definitions/import"] = """{"root":null}""",
        ["/workflows/{**path}"] = """{"values":{}}""",
        ["/workflows/{**rest}"] = """{"values":{}}""",
    };

    private readonly TestApplication application = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Routes_ForEachRole_AnswerAsTheTableSays()
    {
        var people = new List<Visitor>();
        foreach (var account in Accounts)
            people.Add(await Visitor.SignInAsync(application, account, Cancellation));
        var table = new StringBuilder(
            Row("route", "anonymous", "applicant", "worker", "reviewer", "flow-admin", "admin", "auditor"));

        foreach (var (method, pattern) in Routes())
        {
            var answers = new List<string>();
            foreach (var person in people)
                answers.Add(await person.AskAsync(method, Address(pattern), BodyOf(method, pattern), Cancellation));
            table.Append(Row([$"{method} {pattern}", .. answers]));
        }

        Golden.Match(table.ToString(), "routes.golden.txt");
    }

    [Theory]
    [InlineData("POST", "/dev/clock")]
    [InlineData("POST", "/dev/jobs/due-work/run")]
    [InlineData("GET", "/dev/mail")]
    [InlineData("GET", "/dev/mail/message-1")]
    public async Task DevelopmentRoutes_InProduction_DoNotExist(string method, string path)
    {
        await using var production = application.WithWebHostBuilder(builder => builder.UseEnvironment("Production"));
        using var client = production.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);

        using var answer = await client.SendAsync(request, Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private IEnumerable<(string Method, string Pattern)> Routes() =>
        application.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method =>
                (Method: method, Pattern: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
            .Distinct()
            // After it nobody is signed in.
            .OrderBy(route => route.Pattern == "/api/sign-out")
            .ThenBy(route => route.Pattern, StringComparer.Ordinal)
            .ThenBy(route => route.Method, StringComparer.Ordinal);

    // An endpoint without methods takes any; one reading and one writing stand for them.
    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
            ? methods
            : ["GET", "POST"];

    private static HttpContent? BodyOf(string method, string pattern) =>
        method is not ("POST" or "PUT" or "PATCH") ? null
        : pattern == "/api/attachments" ? Api.ApiHost.FileOf("a.pdf", EmployerApplication.Pdf("a"))
        : new StringContent(Bodies.GetValueOrDefault(pattern, "{}"), Encoding.UTF8, "application/json");

    private static string Address(string pattern) => Parameter().Replace(
        pattern, match => Parameters.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException($"Give '{match.Value}' of {pattern} a value in this test."));

    private static string Row(params IReadOnlyList<string> cells) =>
        (cells[0] + " ").PadRight(52) + string.Concat(cells.Skip(1).Select(cell =>
            string.Create(CultureInfo.InvariantCulture, $"{cell,-12}"))).TrimEnd() + "\n";

    [GeneratedRegex(@"\{\*{0,2}([A-Za-z]+)[^}]*\}")]
    private static partial Regex Parameter();
}
