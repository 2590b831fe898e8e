using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Execution;

/// <summary>Waits for a decision and completes with it; refuses what it does not know.</summary>
[Activity("Test", "Decide", "Waits for a decision.")]
[FlowNode("Approve", "Reject")]
public sealed class Decide : Activity<string>
{
    public Input<string> Title { get; set; } = new("untitled");

    protected override void Execute(ActivityExecutionContext context) =>
        context.CreateBookmark(new DecisionStimulus(context.Get(Title)!), OnDecidedAsync);

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        var decision = (string)context.WorkflowInput["decision"];
        if (decision is not ("Approve" or "Reject"))
            throw new BurstRefusedException("There is no such decision.");
        context.Set(Result, decision);
        await context.CompleteActivityWithOutcomesAsync(decision);
    }
}

public sealed record DecisionStimulus(string Title);

public sealed class WorkflowRuntimeTests
{
    private static readonly string Waiting = Sequence(
        Activity("d", "Test.Decide", Literal("title", "Permit")),
        Activity("w", "Elsa.WriteLine", Script("text", "getLastResult()")));

    [Fact]
    public async Task Resume_Decision_GoesOn()
    {
        var flow = await RunAsync(Waiting);

        await flow.ResumeAsync("d", new { decision = "Approve" });

        Assert.Equal(["Approve"], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Resume_SameBookmarkTwice_RunsOnce()
    {
        var flow = await RunAsync(Waiting);
        var bookmark = Assert.Single(await flow.BookmarksAsync());
        await flow.ResumeAsync("d", new { decision = "Approve" });

        var again = flow.Host.RunAsync(provider => provider.GetRequiredService<WorkflowRuntime>()
            .ResumeAsync(new ResumeRequest { InstanceId = bookmark.InstanceId, BookmarkId = bookmark.Id }));

        await Assert.ThrowsAsync<NotWaitingException>(() => again);
        Assert.Equal(["Approve"], flow.Lines);
    }

    [Fact]
    public async Task Resume_Refused_LeavesEverythingAsItWas()
    {
        var flow = await RunAsync(Waiting);
        var before = await flow.Host.ReadAsync(store => store.FindInstanceAsync(flow.Last!.InstanceId));

        var refused = flow.ResumeAsync("d", new { decision = "Maybe" });

        await Assert.ThrowsAsync<BurstRefusedException>(() => refused);
        var after = await flow.Host.ReadAsync(store => store.FindInstanceAsync(before!.Id));
        Assert.Equal(before!.Revision, after!.Revision);
        Assert.Single(await flow.BookmarksAsync());
    }

    [Fact]
    public async Task Resume_HostFailsInsideAnActivity_LeavesEverythingAsItWas()
    {
        var flow = await RunAsync(
            Waiting, options => options.IsHostFailure = exception => exception is KeyNotFoundException);

        var failed = flow.ResumeAsync("d", new { });

        await Assert.ThrowsAsync<KeyNotFoundException>(() => failed);
        Assert.Single(await flow.BookmarksAsync());
    }

    [Fact]
    public async Task Resume_CallerGivesUp_PropagatesAndStagesNothing()
    {
        var flow = await RunAsync(Waiting);
        var bookmark = Assert.Single(await flow.BookmarksAsync());
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        var resume = flow.Host.RunAsync(provider => provider.GetRequiredService<WorkflowRuntime>().ResumeAsync(
            new ResumeRequest { InstanceId = bookmark.InstanceId, BookmarkId = bookmark.Id },
            source.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resume);
        Assert.Single(await flow.BookmarksAsync());
    }

    [Fact]
    public async Task Resume_TwoUnitsOfWork_OneWins()
    {
        var flow = await RunAsync(Waiting);
        var bookmark = Assert.Single(await flow.BookmarksAsync());
        var request = new ResumeRequest
        {
            InstanceId = bookmark.InstanceId,
            BookmarkId = bookmark.Id,
            Input = new Dictionary<string, object?> { ["decision"] = "Approve" },
        };

        // The other unit of work commits between the burst and the commit of this one.
        var loser = flow.Host.RunAsync(async provider =>
        {
            var result = await provider.GetRequiredService<WorkflowRuntime>().ResumeAsync(request);
            await flow.ResumeAsync("d", new { decision = "Reject" });
            return result;
        });

        await Assert.ThrowsAsync<WorkflowConflictException>(() => loser);
        Assert.Equal(["Approve", "Reject"], flow.Lines);
        Assert.Equal(1, (await flow.JournalAsync()).Split("d.Completed").Length - 1);
    }

    [Fact]
    public async Task Start_UnknownDefinition_IsNotFound()
    {
        var flow = new Flow();

        await Assert.ThrowsAsync<DefinitionNotFoundException>(() => flow.StartAsync());
    }

    [Fact]
    public async Task Start_ExceptionInActivity_IsAnIncident()
    {
        var flow = await RunAsync(Activity("w", "Elsa.WriteLine", Script("text", "nobody.knows")));

        var incident = Assert.Single(flow.Last!.Incidents);
        Assert.Equal("Failed to evaluate activity input 'Text'", incident.Message);
        Assert.NotNull(incident.Exception!.Inner);
    }

    [Fact]
    public async Task Cancel_Waiting_RemovesBookmarksAndEnds()
    {
        var flow = await RunAsync(Waiting);

        await flow.Host.RunAsync(async provider =>
        {
            await provider.GetRequiredService<WorkflowRuntime>().CancelAsync(flow.Last!.InstanceId, "withdrawn");
            return true;
        });

        var instance = await flow.Host.ReadAsync(store => store.FindInstanceAsync(flow.Last!.InstanceId));
        Assert.Equal(WorkflowSubStatus.Cancelled, instance!.SubStatus);
        Assert.Empty(await flow.BookmarksAsync());
        Assert.EndsWith("Workflow1.Workflow cancelled", await flow.JournalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_StateBeyondItsLimit_IsAnIncident()
    {
        var flow = new Flow(options => options.MaxStateCharacters = 2_000);
        await flow.ImportAsync(
            Sequence(
                Activity("s", "Elsa.SetVariable", """
                    "variable":{"id":"v1","name":"Big","typeName":"String"}
                    """, Script("value", "new Array(5000).join('x')")),
                Activity("d", "Test.Decide")),
            """
            [{"id":"v1","name":"Big","typeName":"String","isArray":false,"value":null,
              "storageDriverTypeName":"WorkflowInstanceStorageDriver"}]
            """);

        var result = await flow.StartAsync();

        Assert.Equal(WorkflowSubStatus.Faulted, result.SubStatus);
        Assert.Contains("2000 characters", Assert.Single(result.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_VariableOnlyAScriptMade_IsForgotten()
    {
        var flow = new Flow();
        await flow.ImportAsync(Flow.Sequence(
            Flow.Activity("s", "Elsa.RunJavaScript", Flow.Literal("script", "setVariable('X', 1)")),
            Flow.Activity("b", "Elsa.WriteLine", Flow.Script("text", "'' + getVariable('X')")),
            Flow.Activity("e", "Elsa.Event", Flow.Literal("eventName", "go")),
            Flow.Activity("a", "Elsa.WriteLine", Flow.Script("text", "'' + getVariable('X')"))));
        await flow.StartAsync();

        await flow.ResumeAsync("e");

        Assert.Equal(["1", "null"], flow.Lines);
    }
}
