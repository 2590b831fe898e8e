using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class WorkflowDefinitionActivityTests
{
    private const string Usable =
        """
        "options":{"usableAsActivity":true},
        "inputs":[{"name":"Who","type":"String"}],
        "outputs":[{"name":"Said","type":"String"}],
        """;

    private const string Said = "[{\"id\":\"v\",\"name\":\"V\",\"typeName\":\"String\",\"value\":\"before\"}]";

    private static readonly string Show = Activity("show", "Elsa.WriteLine", Script("text", "'' + getInput('Who')"));

    [Theory]
    [InlineData("Input", "{\"name\":\"Who\"}")]
    [InlineData("JavaScript", "\"getInput('Who')\"")]
    public async Task Input_TakenFromTheParentsInputOfTheSameName_ArrivesInside(string type, string value)
    {
        var flow = new Flow();
        await flow.ImportAsync(Show, definitionId: "Child", more: Usable);
        await flow.ImportAsync(Sequence(Child(
            $"\"who\":{{\"typeName\":\"String\",\"expression\":{{\"type\":\"{type}\",\"value\":{value}}}}}")));

        await flow.StartAsync(new { Who = "me" });

        Assert.Equal(["me"], flow.Lines);
    }

    [Fact]
    public async Task GetInput_OfANameThatIsAVariableInside_GivesTheVariable()
    {
        var flow = new Flow();
        await flow.ImportJsonAsync(
            $$"""
            {"definitionId":"Child","name":"Child",{{Usable}}
             "variables":[{"id":"x","name":"X","typeName":"String","value":"inside"}],
             "root":{{Activity("show", "Elsa.WriteLine", Script("text", "getInput('X')"))}}}
            """);
        await flow.ImportAsync(Sequence(Child()));

        await flow.StartAsync(new { X = "outside" });

        Assert.Equal(["inside"], flow.Lines);
    }

    [Fact]
    public async Task Input_AfterAWaitInside_IsGoneUnlessItIsKept()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(Activity("e", "Elsa.Event", Literal("eventName", "go")), Show),
            definitionId: "Child", more: Usable);
        await flow.ImportAsync(Sequence(Child(Literal("who", "me"))));
        await flow.StartAsync();

        await flow.ResumeAsync("e");

        Assert.Equal(["null"], flow.Lines);
    }

    [Fact]
    public async Task Output_NeverSet_LeavesTheParentsVariableAlone()
    {
        var flow = new Flow();
        await flow.ImportAsync(Line("a", "a"), definitionId: "Child", more: Usable);
        await flow.ImportAsync(Sequence(Child(Bound), ShowVariable), Said);

        await flow.StartAsync();

        Assert.Equal(["a", "before"], flow.Lines);
    }

    [Fact]
    public async Task Output_SetInside_IsSeenByTheParentAtOnce()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(
                Activity("o", "Elsa.SetOutput", Literal("outputName", "Said"), Literal("outputValue", "after")),
                ShowVariable),
            definitionId: "Child", more: Usable);
        await flow.ImportAsync(Sequence(Child(Bound), ShowVariable), Said);

        await flow.StartAsync();

        Assert.Equal(["after", "after"], flow.Lines);
    }

    [Fact]
    public async Task SetOutput_WithoutName_Faults()
    {
        var flow = await RunAsync(Activity("o", "Elsa.SetOutput", Literal("outputValue", "x")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    private const string Bound = "\"said\":{\"typeName\":\"String\",\"memoryReference\":{\"id\":\"v\"}}";

    private static readonly string ShowVariable =
        Activity("v", "Elsa.WriteLine", Script("text", "getVariable('V')"));

    private static string Child(params string[] properties) => Activity("c", "Child", properties);
}
