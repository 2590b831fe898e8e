using ApprovalFlows.Workflows.Definitions;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Definitions;

public sealed class ActivityReadingTests
{
    [Theory]
    [InlineData("""{"id":"a","Type":"Elsa.WriteLine"}""")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","version":"1"}""")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","version":null}""")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","customProperties":null}""")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","text":{"typeName":"String","expression":null}}""")]
    [InlineData("""{"id":"a","type":"Elsa.Event","result":{"typeName":"Object"}}""")]
    [InlineData("""{"id":"a","type":"Elsa.Event","result":"v"}""")]
    [InlineData("""{"id":"f","type":"Elsa.Flowchart","activities":[{"type":"Elsa.WriteLine"}]}""")]
    [InlineData("""
        {"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine"}],
         "connections":[{"source":"a","target":"b"}]}
        """)]
    [InlineData("""
        {"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine"}],
         "connections":[{"source":{"port":"Done"},"target":{"activity":"a"}}]}
        """)]
    public async Task Import_ShapeElsaDoesNotRead_IsRefused(string root)
    {
        var flow = new Flow();

        await Assert.ThrowsAsync<DefinitionFormatException>(() => flow.ImportAsync(root));
    }

    [Theory]
    [InlineData("""{"typeName":"String","expression":{"value":"x"}}""", "")]
    [InlineData("""{"typeName":"String"}""", "")]
    [InlineData("""{"typeName":"String","expression":{"type":"Unknown","value":"x"}}""", "")]
    [InlineData("""{"typeName":"String","expression":{"type":null,"value":"x"}}""", "x")]
    [InlineData("5", "5")]
    [InlineData("true", "True")]
    public async Task Input_OddShapes_AreReadAsElsaReadsThem(string input, string line)
    {
        var flow = await RunAsync($$"""{"id":"a","type":"Elsa.WriteLine","text":{{input}}}""");

        Assert.Equal([line], flow.Lines);
    }

    [Fact]
    public async Task Output_WithoutTypeName_CapturesNothing()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(
                Activity(
                    "i", "Elsa.If", Script("condition", "true"), "\"result\":{\"memoryReference\":{\"id\":\"v\"}}"),
                Activity("w", "Elsa.WriteLine", Script("text", "'' + getVariable('V')"))),
            """[{"id":"v","name":"V","typeName":"Object"}]""");

        await flow.StartAsync();

        Assert.Equal(["null"], flow.Lines);
    }

    [Theory]
    [InlineData("""{"source":{"activity":"a"},"target":{"activity":"b"}}""")]
    [InlineData("""{"$values":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}""")]
    [InlineData("""[{"source":"a","target":"b","sourcePort":"Done"}]""")]
    public async Task Connections_InTheirOlderForms_AreRead(string connections)
    {
        var flow = await RunAsync(
            $$"""
            {"id":"f","type":"Elsa.Flowchart","connections":{{connections}},
             "activities":[{{Line("a", "a")}},{{Line("b", "b")}}]}
            """);

        Assert.Equal(["a", "b"], flow.Lines);
    }

    [Theory]
    [InlineData("\"value\":\"\"", "null")]
    [InlineData("\"value\":\"  \"", "null")]
    [InlineData("\"value\":\"x\"", "x")]
    public async Task Variable_BlankDefault_IsNoDefault(string value, string line)
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Activity("w", "Elsa.WriteLine", Script("text", "'' + getVariable('V')")),
            $$"""[{"id":"v","name":"V","typeName":"String",{{value}}}]""");

        await flow.StartAsync();

        Assert.Equal([line], flow.Lines);
    }

    [Theory]
    [InlineData(true, "null")]
    [InlineData(false, "0")]
    public async Task Variable_DefaultThatIsNoNumber_IsZeroOnlyWhereElsaIsLenient(bool strict, string line)
    {
        var flow = new Flow(options => options.StrictConversion = strict);
        await flow.ImportAsync(
            Activity("w", "Elsa.WriteLine", Script("text", "'' + getVariable('V')")),
            """[{"id":"v","name":"V","typeName":"Int32","value":"abc"}]""");

        await flow.StartAsync();

        Assert.Equal([line], flow.Lines);
    }

    [Fact]
    public async Task Variable_OfAContainerWithUnknownType_IsAnObject()
    {
        var flow = await RunAsync(
            $$"""
            {"id":"s","type":"Elsa.Sequence",
             "variables":[{"id":"v","name":"V","typeName":"No.Such.Type","value":"kept"}],
             "activities":[{{Activity("w", "Elsa.WriteLine", Script("text", "getVariable('V')"))}}]}
            """);

        Assert.Equal(["kept"], flow.Lines);
    }

    [Fact]
    public async Task Object_WhereAnythingIsTaken_StaysText()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Activity(
                "set", "Elsa.SetVariable",
                "\"variable\":{\"id\":\"v\",\"name\":\"V\"}", Input("value", "Object", "[1]")),
            """[{"id":"v","name":"V","typeName":"Object"}]""");

        await flow.StartAsync();

        Assert.Equal("[1]", flow.Host.Variables[flow.Last!.InstanceId]["V"]);
    }

    [Fact]
    public async Task Publish_InvalidCronInTheMiddle_IsRefusedOnlyWhereScriptsAreChecked()
    {
        var root = Sequence(Activity("c", "Elsa.Cron", Literal("cronExpression", "nonsense")));
        var lenient = new Flow(options => options.RefuseBrokenScripts = false);

        var refused = await new Flow().ImportAsync(root);
        var published = await lenient.ImportAsync(root);
        await lenient.StartAsync();

        Assert.False(refused.Succeeded);
        Assert.True(published.Succeeded);
        Assert.Equal(WorkflowSubStatus.Faulted, lenient.Last!.SubStatus);
    }
}
