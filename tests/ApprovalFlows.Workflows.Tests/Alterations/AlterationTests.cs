using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Alterations.AlteredFlow;
using static ApprovalFlows.Workflows.Tests.Alterations.RetryTests;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Alterations;

public sealed class AlterationTests
{
    public static TheoryData<string, string[]> CanceledChildren => new()
    {
        { Sequence(Waits("e"), Line("b", "b")), ["b"] },
        { Flowchart([Waits("e"), Line("b", "b")], [("e", "b")]), [] },
        { Activity("p", "Elsa.Parallel", $"\"activities\":[{Waits("e")},{Line("b", "b")}]"), ["b"] },
        { Activity("p", "Elsa.If", Script("condition", "true"), $"\"then\":{Waits("e")}"), [] },
        { Sequence(Activity("i", "Elsa.Sequence", $"\"activities\":[{Waits("e")}]"), Line("b", "b")), ["b"] },
    };

    [Theory]
    [MemberData(nameof(CanceledChildren))]
    public async Task CancelActivity_Waiting_LetsTheContainerGoOn(string root, string[] lines)
    {
        var altered = await AlteredFlow.StartAsync(root);

        var outcome = await altered.AlterAsync(new CancelActivity("e"));

        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
        Assert.Equal(lines, altered.Flow.Lines);
        Assert.Empty(await altered.Flow.BookmarksAsync());
    }

    [Fact]
    public async Task CancelActivity_Faulted_TakesTheIncidentAway()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Fragile("f"), Line("b", "b")));

        var outcome = await altered.AlterAsync(new CancelActivity("f"));

        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
        Assert.Empty(outcome.Result.Incidents);
        Assert.Equal(["b"], altered.Flow.Lines);
    }

    [Fact]
    public async Task CancelActivity_NotOpen_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Line("a", "a"), Waits("e")));

        Assert.Equal(AlterationProblem.ActivityNotOpen, await altered.RefusalAsync(new CancelActivity("a")));
    }

    [Fact]
    public async Task Cancel_WithChild_EndsBoth()
    {
        var flow = new Flow();
        await flow.ImportAsync(Waits("e"), definitionId: "child");
        await flow.ImportAsync(Activity(
            "x",
            "Elsa.ExecuteWorkflow",
            Literal("workflowDefinitionId", "child"),
            Script("waitForCompletion", "true")));
        var started = await flow.StartAsync();
        var altered = new AlteredFlow(flow, started.InstanceId);

        var outcome = await altered.AlterAsync(new Cancel());

        Assert.Equal(WorkflowSubStatus.Cancelled, outcome.Result.SubStatus);
        var child = Assert.Single(await flow.Host.ReadAsync(store => store.ListInstancesAsync(
            new InstanceFilter { ParentInstanceId = started.InstanceId })));
        Assert.Equal(WorkflowSubStatus.Cancelled, child.SubStatus);
        Assert.Empty(await flow.BookmarksAsync());
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("Count")]
    public async Task ModifyVariable_ByIdOrName_IsUsedFromThenOn(string variable)
    {
        var altered = await AlteredFlow.StartAsync(
            Sequence(Waits("e"), Activity("w", "Elsa.WriteLine", Script("text", "getVariable('Count') + 1"))));

        var outcome = await altered.AlterAsync(new ModifyVariable(variable, "41"));
        await altered.Flow.ResumeAsync("e");

        Assert.Equal(["42"], altered.Flow.Lines);
        Assert.Equal((7, 41), (outcome.Changes[0].OldValue, outcome.Changes[0].NewValue));
    }

    [Fact]
    public async Task ModifyVariable_OfALoop_IsUsedInThisRound()
    {
        var altered = await AlteredFlow.StartAsync(Activity(
            "l",
            "Elsa.For",
            Script("start", "1"),
            Script("end", "1"),
            $"\"body\":{Sequence(
                Waits("e"), Activity("w", "Elsa.WriteLine", Script("text", "getVariable('CurrentValue')")))}"));

        await altered.AlterAsync(new ModifyVariable("CurrentValue", 5));
        await altered.Flow.ResumeAsync("e");

        Assert.Equal(["5"], altered.Flow.Lines);
    }

    [Fact]
    public async Task ModifyVariable_WhatCannotBeKept_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Waits("e"));

        Assert.Equal(
            AlterationProblem.VariableNotConvertible, await altered.RefusalAsync(new ModifyVariable("Count", "many")));
        Assert.Equal(AlterationProblem.VariableUnknown, await altered.RefusalAsync(new ModifyVariable("None", 1)));
        Assert.Equal(
            AlterationProblem.VariableNotStored, await altered.RefusalAsync(new ModifyVariable("Fleeting", "x")));
        Assert.Equal(
            AlterationProblem.VariableHasDefault, await altered.RefusalAsync(new ModifyVariable("Count", null)));
    }

    [Fact]
    public async Task Alter_OneOfTwoIsWrong_ChangesNothing()
    {
        var altered = await AlteredFlow.StartAsync(Waits("e"));

        var reasons = await altered.RefusalAsync(
            new ModifyVariable("Ok", "yes"), new CancelActivity("none"), new Retry());

        Assert.Equal($"{AlterationProblem.ActivityNotOpen} {AlterationProblem.NothingFaulted}", reasons);
    }

    [Fact]
    public async Task Alter_OlderRevision_IsAConflict()
    {
        var altered = await AlteredFlow.StartAsync(Waits("e"));
        var request = altered.Request(new ModifyVariable("Ok", "yes")) with { Revision = 7 };

        var conflict = altered.Flow.Host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().AlterAsync(request));

        await Assert.ThrowsAsync<WorkflowConflictException>(() => conflict);
    }

    [Fact]
    public async Task Alter_Anything_IsInTheJournalWithoutValues()
    {
        var altered = await AlteredFlow.StartAsync(Waits("e"));

        await altered.AlterAsync(new ModifyVariable("Ok", "secret"));

        var entry = (await altered.Flow.Host.ReadAsync(store =>
            store.ReadJournalAsync(altered.Flow.Last!.InstanceId, 0, 100)))[^1];
        Assert.Equal("Alteration ModifyVariable succeeded", entry.EventName);
        Assert.Contains("administrator", entry.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", entry.Payload, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string[]> Scheduled => new()
    {
        { Flowchart([Waits("e"), Line("b", "b"), Line("x", "x")], [("e", "b"), ("e", "x")]), "x", ["x", "b"] },
        { Sequence(Waits("e"), Line("b", "b"), Line("x", "x")), "x", ["x", "b", "x"] },
        { Activity("p", "Elsa.Parallel", $"\"activities\":[{Line("x", "x")},{Waits("e")}]"), "x", ["x", "x"] },
        { Activity("p", "Elsa.Fork", $"\"branches\":[{Line("x", "x")},{Waits("e")}]"), "x", ["x", "x"] },
    };

    [Theory]
    [MemberData(nameof(Scheduled))]
    public async Task ScheduleActivity_OpenContainer_RunsItAndEndsAsUsual(string root, string activity, string[] lines)
    {
        var altered = await AlteredFlow.StartAsync(root);

        await altered.AlterAsync(new ScheduleActivity(activity));
        await altered.Flow.ResumeAsync("e");

        Assert.Equal(lines, altered.Flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, altered.Flow.Last!.SubStatus);
    }

    [Fact]
    public async Task ScheduleActivity_WaitsBesideASequence_TheSequenceWaitsForBoth()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Waits("e"), Line("b", "b"), Waits("x")));
        await altered.AlterAsync(new ScheduleActivity("x"));

        await altered.Flow.ResumeAsync("e");
        Assert.Empty(altered.Flow.Lines);
        await altered.Flow.ResumeAsync("x");

        Assert.Equal(["b"], altered.Flow.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, altered.Flow.Last!.SubStatus);
    }

    [Fact]
    public async Task ScheduleActivity_Impossible_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(
            Waits("e"), Activity("i", "Elsa.Sequence", $"\"activities\":[{Line("x", "x")}]")));

        Assert.Equal(AlterationProblem.ActivityUnknown, await altered.RefusalAsync(new ScheduleActivity("none")));
        Assert.Equal(AlterationProblem.ContainerNotOpen, await altered.RefusalAsync(new ScheduleActivity("x")));
        Assert.Equal(AlterationProblem.ActivityRuns, await altered.RefusalAsync(new ScheduleActivity("e")));
    }

    [Fact]
    public async Task ScheduleActivity_BodyOfAnIf_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Activity(
            "i", "Elsa.If", Script("condition", "true"), $"\"then\":{Waits("e")}", $"\"else\":{Line("x", "x")}"));

        Assert.Equal(AlterationProblem.ContainerCannotSchedule, await altered.RefusalAsync(new ScheduleActivity("x")));
    }
}
