using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Tests.Execution;

public sealed class LogPersistenceTests
{
    private const string Include = "\"evaluationMode\":\"Strategy\","
        + "\"strategyType\":\"Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core\"";
    private const string Exclude = "\"evaluationMode\":\"Strategy\","
        + "\"strategyType\":\"Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core\"";

    [Fact]
    public async Task Journal_NobodySaysAnything_KeepsNoValues()
    {
        var entry = await CompletedAsync("");

        Assert.Null(entry.ActivityState);
        Assert.Null(entry.Outputs);
    }

    [Theory]
    [InlineData("\"logPersistenceConfig\":{\"default\":{" + Include + "}}")]
    [InlineData("\"logPersistenceMode\":{\"default\":\"Include\"}")]
    [InlineData("\"logPersistenceConfig\":{\"default\":{" + Exclude + "},\"inputs\":{\"text\":{" + Include + "}}}")]
    [InlineData("\"logPersistenceConfig\":{\"inputs\":{\"text\":{\"evaluationMode\":\"Expression\","
        + "\"expression\":{\"type\":\"JavaScript\",\"value\":\"getWorkflowInstanceId() ? 'Include' : 'Exclude'\"}}}}")]
    public async Task Journal_ActivityIncludes_KeepsTheInput(string properties)
    {
        var entry = await CompletedAsync(properties);

        Assert.Equal("{\"Text\":\"secret\"}", entry.ActivityState);
    }

    [Theory]
    [InlineData("\"logPersistenceConfig\":{\"default\":{" + Include + "},\"inputs\":{\"text\":{" + Exclude + "}}}")]
    [InlineData("\"logPersistenceMode\":{\"default\":\"Include\",\"inputs\":{\"text\":\"Exclude\"}}")]
    public async Task Journal_InputExcludes_BeatsTheActivity(string properties)
    {
        var entry = await CompletedAsync(properties);

        Assert.Null(entry.ActivityState);
    }

    [Fact]
    public async Task Journal_ExpressionFails_LeavesItToTheWorkflow()
    {
        var entry = await CompletedAsync(
            "\"logPersistenceConfig\":{\"inputs\":{\"text\":{\"evaluationMode\":\"Expression\","
            + "\"expression\":{\"type\":\"JavaScript\",\"value\":\"nothing.here\"}}}}",
            workflow: "\"customProperties\":{\"logPersistenceConfig\":{\"default\":{" + Include + "}}},");

        Assert.Equal("{\"Text\":\"secret\"}", entry.ActivityState);
    }

    [Fact]
    public async Task Journal_HostIncludes_KeepsOutputsAndShortensLongOnes()
    {
        var flow = await Flow.RunAsync(
            Flow.Sequence(
                Flow.Activity("js", "Elsa.RunJavaScript", Flow.Literal("script", "return { a: 1 }")),
                Flow.Activity("long", "Elsa.RunJavaScript", Flow.Literal("script", "return '12345678901234567890'"))),
            Including(options => options.MaxLoggedValueCharacters = 20));

        Assert.Equal("{\"Result\":{\"a\":1}}", (await EntryAsync(flow, "js", "Completed")).Outputs);
        Assert.Equal("{\"Result\":\"(22 characters)\"}", (await EntryAsync(flow, "long", "Completed")).Outputs);
    }

    [Theory]
    [InlineData("Elsa.Fault", "message", "Faulted")]
    [InlineData("Elsa.Event", "eventName", "Suspended")]
    public async Task Journal_FaultedOrWaiting_KeepsTheInputsToo(string type, string input, string eventName)
    {
        var flow = await Flow.RunAsync(
            Flow.Sequence(Flow.Activity("a", type, Flow.Literal(input, "why"))), Including(_ => { }));

        Assert.Contains("why", (await EntryAsync(flow, "a", eventName)).ActivityState, StringComparison.Ordinal);
    }

    private static Action<WorkflowOptions> Including(Action<WorkflowOptions> more) => options =>
    {
        options.LogPersistence = LogPersistenceMode.Include;
        more(options);
    };

    private static async Task<JournalEntry> CompletedAsync(string properties, string? workflow = null)
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Flow.Sequence(Flow.Activity(
                "line", "Elsa.WriteLine", Flow.Literal("text", "secret"), $"\"customProperties\":{{{properties}}}")),
            more: workflow);
        await flow.StartAsync();
        return await EntryAsync(flow, "line", "Completed");
    }

    private static async Task<JournalEntry> EntryAsync(Flow flow, string activityId, string eventName) =>
        (await flow.Host.ReadAsync(store => store.ReadJournalAsync(flow.Last!.InstanceId, 0, 100)))
        .Single(entry => entry.ActivityId == activityId && entry.EventName == eventName);
}
