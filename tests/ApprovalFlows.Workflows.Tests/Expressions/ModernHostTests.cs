using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Newer syntax on what the engine puts into a script.</summary>
public sealed class ModernHostTests
{
    private const string Variables = """
        [{"id":"v","name":"Items","typeName":"Object","isArray":false},
         {"id":"w","name":"Person","typeName":"Object","isArray":false}]
        """;

    private static readonly string Fill = Activity("f", "Elsa.RunJavaScript", Literal(
        "script", "setVariable('Items', [3, 1, 2]); setVariable('Person', {name: 'Bo', tags: ['x']});"));

    [Theory]
    [InlineData("variables.Items.map(x => x * 2).join()", "6,2,4")]
    [InlineData("String(variables.Items.includes(2))", "true")]
    [InlineData("String(Math.max(...variables.Items))", "3")]
    [InlineData("const [first, ...rest] = getItems(); return `${first}|${rest}`;", "3|1,2")]
    [InlineData("const {name, tags: [tag], age = 5} = variables.Person; return name + tag + age;", "Box5")]
    [InlineData("let s = 0; for (const x of variables.Items) s += x; return String(s);", "6")]
    [InlineData("toJson({...variables.Person, name: 'Al'})", """{"name":"Al","tags":["x"]}""")]
    [InlineData("Object.entries(getPerson()).map(([k, v]) => `${k}=${v}`).join(';')", "name=Bo;tags=x")]
    [InlineData("getInput('list')?.filter(x => x > 1).length + ''", "2")]
    [InlineData("const {deep: {list = []} = {}} = getInput('shape'); return list.at(-1);", "z")]
    [InlineData("variables.Person?.nick ?? 'none'", "none")]
    [InlineData("setVariable('Items', [...getVariable('Items'), 9]); return getItems().join();", "3,1,2,9")]
    public async Task Evaluate_OverVariablesAndInputs_GivesItsValue(string script, string expected)
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(Fill, Activity("w", "Elsa.WriteLine", Script("text", script))), Variables);

        var shape = new { deep = new { list = new[] { "y", "z" } } };
        await flow.StartAsync(new { list = new[] { 1, 2, 3 }, shape });

        Assert.Equal([expected], flow.Lines);
    }

    [Fact]
    public async Task Evaluate_AssignedVariable_IsWrittenBack()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(
                Fill,
                Activity("s", "Elsa.RunJavaScript", Literal("script",
                    "const f = () => { variables.Items = [...variables.Items, 4]; }; f();")),
                Activity("w", "Elsa.WriteLine", Script("text", "variables.Items.join()"))),
            Variables);

        await flow.StartAsync();

        Assert.Equal(["3,1,2,4"], flow.Lines);
    }

    [Theory]
    [InlineData("new Map([[1, 2]])", "{}")]
    [InlineData("[...new Set([1, 1, 2])]", "[1,2]")]
    [InlineData("class P { x = 1; #y = 2; m() {} } return new P();", """{"x":1}""")]
    [InlineData("({a: [{...{b: 1}}]})", """{"a":[{"b":1}]}""")]
    public async Task Evaluate_NewerObjects_ConvertBack(string script, string json) =>
        Assert.Equal(json, await Scripts.RunAsync(script));
}
