using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Execution;
using static ApprovalFlows.Workflows.Tests.Alterations.AlteredFlow;
using static ApprovalFlows.Workflows.Tests.Alterations.RetryTests;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Alterations;

public sealed class MigrationTests
{
    private static readonly Dictionary<string, string> Renamed = new() { ["e"] = "e2" };

    public static TheoryData<string, string> Versions => new()
    {
        { Sequence(Line("a", "a"), Waits("e")), Sequence(Waits("n"), Line("a", "a"), Waits("e2"), Line("b", "b")) },
        {
            Flowchart([Waits("e"), Line("a", "a")], [("e", "a")]),
            Flowchart([Waits("e2"), Line("b", "b")], [("e2", "b")])
        },
        {
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Waits("e")}]"),
            Activity("p", "Elsa.Parallel", $"\"activities\":[{Activity(
                "e2", "Elsa.Event", Literal("eventName", "e"))}]")
        },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Migrate_WithMapping_TheNextResumeRunsTheNewVersion(string first, string second)
    {
        foreach (var mode in Enum.GetValues<FlowchartMode>())
        {
            var altered = await AlteredFlow.StartAsync(first, mode: mode);
            await altered.Flow.ImportAsync(second, Variables);
            altered.Flow.Lines.Clear();

            await altered.AlterAsync(new Migrate(2, Renamed));

            Assert.Equal(2, (await altered.InstanceAsync()).Version);
            Assert.Equal("e2", Assert.Single(await altered.Flow.BookmarksAsync()).ActivityId);
            await altered.Flow.ResumeAsync("e2");
            Assert.Equal(WorkflowSubStatus.Finished, altered.Flow.Last!.SubStatus);
            string[] lines = second.Contains("\"b\"", StringComparison.Ordinal) ? ["b"] : [];
            Assert.Equal(lines, altered.Flow.Lines);
        }
    }

    [Fact]
    public async Task Migrate_JoinHalfReached_IsReachedInTheNewVersion()
    {
        string Version(string last) => Flowchart(
            [
                Line("s", "s"), Line("a", "a"), Waits("e"),
                Activity("j", "Elsa.FlowJoin", Literal("mode", "WaitAll")), last,
            ],
            [("s", "a"), ("s", "e"), ("a", "j"), ("e", "j"), ("j", "z")]);
        var altered = await AlteredFlow.StartAsync(Version(Line("z", "old")));
        await altered.Flow.ImportAsync(Version(Line("z", "new")), Variables);

        await altered.AlterAsync(new Migrate(2));
        await altered.Flow.ResumeAsync("e");

        Assert.Equal("new", altered.Flow.Lines[^1]);
        Assert.Equal(WorkflowSubStatus.Finished, altered.Flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Migrate_WithoutCounterpart_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Waits("e")));
        await altered.Flow.ImportAsync(Sequence(Line("a", "a")), Variables);

        Assert.Equal(AlterationProblem.NoCounterpart, await altered.RefusalAsync(new Migrate(2)));
        Assert.Equal(
            AlterationProblem.OtherType,
            await altered.RefusalAsync(new Migrate(2, new Dictionary<string, string> { ["e"] = "a" })));
        Assert.Equal(AlterationProblem.VersionUnknown, await altered.RefusalAsync(new Migrate(3)));
        Assert.Equal(AlterationProblem.VersionIsCurrent, await altered.RefusalAsync(new Migrate(1)));
    }

    [Fact]
    public async Task Migrate_OtherContainer_IsRefused()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Waits("e")));
        await altered.Flow.ImportAsync(
            Sequence(Activity("i", "Elsa.Sequence", $"\"activities\":[{Waits("e")}]")), Variables);

        Assert.Equal(AlterationProblem.OtherContainer, await altered.RefusalAsync(new Migrate(2)));
    }

    [Fact]
    public async Task Migrate_VariableByName_KeepsItsValue()
    {
        var altered = await StartWithCountAsync("""
            [{"id":"new","name":"Count","typeName":"String","storageDriverTypeName":"WorkflowInstanceStorageDriver"}]
            """);

        await altered.AlterAsync(new Migrate(2));
        await altered.Flow.ResumeAsync("e");

        Assert.Equal(["41"], altered.Flow.Lines);
    }

    [Fact]
    public async Task Migrate_VariableThatDoesNotConvert_IsRefused()
    {
        var altered = await StartWithCountAsync("""
            [{"id":"v2","name":"Count","typeName":"Guid","storageDriverTypeName":"WorkflowInstanceStorageDriver"}]
            """);

        Assert.Equal(AlterationProblem.VariableNotConvertible, await altered.RefusalAsync(new Migrate(2)));
    }

    [Fact]
    public async Task Migrate_VariableThatIsGone_IsNoted()
    {
        var altered = await StartWithCountAsync("[]");

        var check = await altered.CheckAsync(new Migrate(2));

        Assert.Empty(check.Problems);
        Assert.Equal("Count", Assert.Single(check.Notes).Arguments[0]);
        Assert.Equal(1, (await altered.InstanceAsync()).Version);
    }

    [Fact]
    public async Task Migrate_FaultedActivity_IsRetriedInTheNewVersion()
    {
        var altered = await AlteredFlow.StartAsync(Sequence(Fragile("f"), Line("b", "b")));
        await altered.Flow.ImportAsync(Sequence(Line("f", "mended"), Line("b", "b")), Variables);

        var outcome = await altered.AlterAsync(new Migrate(2), new Retry());

        Assert.Equal(WorkflowSubStatus.Finished, outcome.Result.SubStatus);
        Assert.Equal(["mended", "b"], altered.Flow.Lines);
    }

    private static async Task<AlteredFlow> StartWithCountAsync(string variables)
    {
        var root = Sequence(Waits("e"), Activity("w", "Elsa.WriteLine", Script("text", "getVariable('Count')")));
        var altered = await AlteredFlow.StartAsync(root);
        await altered.AlterAsync(new ModifyVariable("Count", 41));
        await altered.Flow.ImportAsync(root, variables);
        return altered;
    }
}
