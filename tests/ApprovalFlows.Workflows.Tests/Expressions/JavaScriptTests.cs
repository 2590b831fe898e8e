using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Expressions;

public sealed class JavaScriptTests
{
    private static readonly string[] Causes =
    [
        "ScriptLimitException", "TimeoutException", "StatementsCountOverflowException",
        "RecursionDepthOverflowException", "RegexMatchTimeoutException",
    ];

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 'a' + 'b';", "ab")]
    [InlineData("toJson({a:[1,'x',null]})", """{"a":[1,"x",null]}""")]
    [InlineData("stringFromBase64(stringToBase64('边民'))", "边民")]
    [InlineData("String(isNullOrWhiteSpace(' '))", "true")]
    [InlineData("getWorkflowDefinitionId()", "flow")]
    [InlineData("String(getInput('missing'))", "null")]
    [InlineData("bytesToString(bytesFromString('é'))", "é")]
    public async Task Evaluate_Script_GivesItsValue(string script, string expected)
    {
        var flow = await RunAsync(Activity("w", "Elsa.WriteLine", Script("text", script)));

        Assert.Equal([expected], flow.Lines);
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("function f() { return f(); } f();")]
    [InlineData("var s = 'x'; for (var i = 0; i < 60; i++) { s = s + s; } s.length")]
    [InlineData("var s = 'x'; for (var i = 0; i < 60; i++) { s += s; } s.length")]
    [InlineData("var s = 'x'; s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s,s+=s; s.length")]
    [InlineData("new Array(100000000).join('x').length")]
    [InlineData("String(new Array(100000000)).length")]
    [InlineData("var s = new Array(900000).join('x'); s.replace(/x/g, s).length")]
    [InlineData("var s = new Array(900000).join('x'); s.replace(/x/g, function () { return s; }).length")]
    [InlineData("var s = new Array(900000).join('x'); s.concat(s, s).length")]
    [InlineData("var o = {v:'x'}; for (var i = 0; i < 60; i++) { o.v += o.v; } o.v.length")]
    [InlineData("var s = new Array(500000).join('x'); var a = []; for (var i = 0; i < 5000; i++) { a.push(s); } JSON.stringify(a).length")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")]
    [InlineData("new RegExp('^(a+)+$').test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match('^(a+)+$')")]
    [InlineData("var a = []; a.length = 4000000000; a.indexOf(1)")]
    [InlineData("var a = []; for (var i = 0; ; i++) { a[i] = [i, i, i, i]; }")]
    public async Task Evaluate_RunsAway_FaultsInsteadOfHanging(string script)
    {
        var flow = await RunAsync(
            Activity("w", "Elsa.WriteLine", Script("text", script)),
            options => options.MaxScriptTime = TimeSpan.FromSeconds(2));

        var cause = Assert.Single(flow.Last!.Incidents).Exception!.Inner!.Type;
        Assert.Contains(cause.Split('.')[^1], Causes);
    }

    [Theory]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("(function () {}).constructor('return 1')()")]
    [InlineData("System.IO.File.Exists('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("getVariable('N').constructor.constructor('return System')().toString()")]
    public async Task Evaluate_ReachingForNet_Faults(string script)
    {
        var flow = await RunAsync(Activity("w", "Elsa.WriteLine", Script("text", script)));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task Evaluate_VariablesMember_IsWrittenBack()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Sequence(
                Activity("s", "Elsa.RunJavaScript", Literal("script", "variables.N = '7';")),
                Activity("w", "Elsa.WriteLine", Script("text", "String(variables.N + 1)"))),
            """[{"id":"v","name":"N","typeName":"Int32","isArray":false,"value":"1"}]""");

        await flow.StartAsync();

        Assert.Equal(["8"], flow.Lines);
    }
}
