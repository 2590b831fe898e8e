using System.Net;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.EndToEndTests.Limits;

/// <summary>
/// Flows that would take the program with them: each ends with an incident, and the program goes on
/// with its memory within bounds.
/// </summary>
public sealed class LimitTests
{
    private const long MaxGrowth = 1024L * 1024 * 1024;
    private static readonly TimeSpan MaxAnswerTime = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["endless-loop"] = "while (true) {}",
        ["endless-loop-empty-for"] = "for (;;);",
        ["deep-recursion"] = "function f(n) { return n === 0 ? 0 : 1 + f(n - 1); } f(10000)",
        ["endless-recursion"] = "function f() { return f(); } f()",
        ["mutual-recursion"] = "var a = function () { return b(); }, b = function () { return a(); }; a()",
        ["doubled-string"] = "var s = 'a'; for (var i = 0; i < 30; i++) { s = s + s; } s.length",
        ["concatenated-string"] = "var s = 'a'; for (var i = 0; i < 30; i++) { s = s.concat(s); } s.length",
        ["repeated-string"] = "'a'.repeat(1000000000).length",
        ["padded-string"] = "'a'.padStart(1000000000).length",
        ["joined-string"] = "new Array(1000000000).join('a').length",
        ["joined-parts"] =
            "var p = [], s = new Array(100001).join('a'); for (var i = 0; i < 10000; i++) p.push(s); p.join('').length",
        ["replaced-string"] = "var s = new Array(100001).join('a'); s.replace(/a/g, s).length",
        ["nested-json"] = "var a = [1]; for (var i = 0; i < 40; i++) { a = [a, a]; } JSON.stringify(a).length",
        ["many-strings"] = "var o = {}; for (var i = 0; ; i++) { o[i] = new Array(10001).join('a') + i; }",
        ["many-objects"] = "var o = []; while (true) { o.push({ a: [1, 2, 3] }); }",
        ["slow-pattern"] = "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
        ["huge-array"] = "var a = []; a.length = 4000000000; a.sort(); a.reverse(); a.map(function (x) { return 1; })",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flows_WithoutAnEnd_EndAsIncidentsAndLeaveTheProgramHealthy()
    {
        using var workflows = new TemporaryFolder();
        var flows = Flows().ToList();
        foreach (var flow in flows) flow.SaveTo(workflows.Path);
        new FlowDraft("sound").Starts("sound", "GET").Answers(Literal("sound")).SaveTo(workflows.Path);
        await using var server = new ServerProcess
        {
            Settings =
            {
                ["ApprovalFlows__Workflows__Directory"] = workflows.Path,
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        await server.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
        Assert.Equal("sound", await client.GetStringAsync("/workflows/sound", Cancellation));
        var before = server.WorkingSet;
        var failures = new List<string>();

        foreach (var flow in flows)
        {
            var started = TimeProvider.System.GetTimestamp();
            using var answer = await client.GetAsync($"/workflows/{flow.DefinitionId}", Cancellation);
            var time = TimeProvider.System.GetElapsedTime(started);
            var growth = server.WorkingSet - before;
            var told = FormattableString.Invariant(
                $"{flow.DefinitionId}: {(int)answer.StatusCode} in {time.TotalSeconds:F1} s, {growth >> 20} MB more");
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            var isHealthy = await client.GetStringAsync("/workflows/sound", Cancellation) == "sound";
            if (answer.StatusCode is not (HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout)
                || time > MaxAnswerTime || growth > MaxGrowth || !isHealthy)
                failures.Add(told);
        }

        Assert.Empty(failures);
        await server.KillAsync();
        await EveryFlowMustHaveAnIncidentAsync(server.DataDirectory, flows);
    }

    private static IEnumerable<FlowDraft> Flows()
    {
        foreach (var (name, script) in Scripts)
            yield return new FlowDraft(name).Starts(name, "GET").Then("Elsa.RunJavaScript", ("script", Script(script)));
        yield return Looping("endless-flow", "1");
        yield return Looping("growing-text", "'' + getGrowing() + getGrowing() + 'aaaaaaaaaa'");
        yield return Looping("growing-list", "[getGrowing(), getGrowing()]");
        yield return Looping("growing-slowly", "(getGrowing() || []).concat([new Array(100001).join('a')])");
    }

    private static FlowDraft Looping(string name, string script) => new FlowDraft(name)
        .Variable("Growing")
        .Starts(name, "GET")
        .Then(
            "Elsa.While",
            ("condition", Script("true", "Boolean")),
            ("body", new FlowDraft(name).Variable("Growing")
                .Then("Elsa.SetVariable", ("value", Script(script)))
                .With("variable", Named("Growing"))
                .Body()));

    private static System.Text.Json.Nodes.JsonObject Named(string variable) => new()
    {
        ["id"] = "v" + variable,
        ["name"] = variable,
    };

    private static async Task EveryFlowMustHaveAnIncidentAsync(string folder, List<FlowDraft> flows)
    {
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder, "approval-flows.db")};Pooling=False").Options);
        var instances = await db.WorkflowInstances.AsNoTracking()
            .Where(row => row.DefinitionId != "sound").ToListAsync(Cancellation);
        Assert.Equal(
            flows.Select(flow => flow.DefinitionId).Order(), instances.Select(row => row.DefinitionId).Order());
        foreach (var row in instances)
        {
            var messages = System.Text.Json.JsonElement.Parse(row.State).GetProperty("incidents")
                .EnumerateArray().Select(incident => incident.ToString());
            TestContext.Current.TestOutputHelper?.WriteLine($"{row.DefinitionId}: {string.Join("; ", messages)}");
        }

        Assert.All(instances, row => Assert.Equal(WorkflowSubStatus.Faulted, row.SubStatus));
        Assert.All(instances, row => Assert.Equal(1, row.IncidentCount));
    }
}
