using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Expressions;

public sealed class LiquidTests
{
    [Theory]
    [InlineData("{{ 'ab' | upcase | append: 'c' }}", "ABc")]
    [InlineData("{{ 10 | divided_by: 4 }} {{ 10 | divided_by: 4.0 | plus: 0.5 }}", "2 3")]
    [InlineData("{{ 'ab' | base64 }}{{ WorkflowInstanceName }}", "YWI=")]
    [InlineData("{% for i in (1..3) %}{{ i }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1,2,3")]
    [InlineData("{% assign a = 'x,y' | split: ',' %}{{ a | join: '-' }}{{ a.size }}{{ a[1] }}", "x-y2y")]
    [InlineData("{% if Variables.X == 'eu' and 2 > 1 %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if Variables.X contains 'e' %}has{% elsif true %}other{% endif %}", "has")]
    [InlineData("{% case Variables.X %}{% when 'us' %}1{% when 'eu', 'uk' %}2{% else %}3{% endcase %}", "2")]
    [InlineData("a {%- if true -%} b {%- endif -%} c", "abc")]
    [InlineData("{% raw %}{{ x }}{% endraw %}{% comment %}gone{% endcomment %}", "{{ x }}")]
    [InlineData("{{ '2026-03-01' | date: '%Y/%m/%d' }}", "2026/03/01")]
    [InlineData("{{ Variables.Nope | default: 'none' }}", "none")]
    [InlineData("{% capture c %}{{ Variables.X }}!{% endcapture %}{{ c }}", "eu!")]
    [InlineData("<b>&\"{{ Variables.X }}", "<b>&\"eu")]
    public async Task Evaluate_Template_GivesItsText(string template, string expected)
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Activity("w", "Elsa.WriteLine", Input("text", "Liquid", template)),
            """[{"id":"v","name":"X","typeName":"String","isArray":false,"value":"eu"}]""");

        await flow.StartAsync();

        Assert.Equal([expected], flow.Lines);
    }

    [Fact]
    public async Task Evaluate_DateAndObject_AreWrittenAsElsaWritesThem()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Activity("w", "Elsa.WriteLine", Input("text", "Liquid", "{{ Variables.D }} [{{ Variables.O }}]")),
            """
            [{"id":"d","name":"D","typeName":"DateTimeOffset","value":"2026-03-01T10:00:00+02:00"},
             {"id":"o","name":"O","typeName":"JSON","value":"{\"a\":1}"}]
            """);

        await flow.StartAsync();

        Assert.Equal(["2026-03-01 08:00:00Z []"], flow.Lines);
    }

    [Fact]
    public async Task Evaluate_InputInsideAWorkflowUsedAsActivity_IsThatOfTheRun()
    {
        var flow = new Flow();
        await flow.ImportAsync(
            Activity("w", "Elsa.WriteLine", Input("text", "Liquid", "{{ Input.Who }}")), definitionId: "Child",
            more: "\"options\":{\"usableAsActivity\":true},\"inputs\":[{\"name\":\"Who\",\"type\":\"String\"}],");
        await flow.ImportAsync(Sequence(Activity("c", "Child", Literal("who", "inner"))));

        await flow.StartAsync(new { Who = "outer" });

        Assert.Equal(["outer"], flow.Lines);
    }

    [Fact]
    public async Task Evaluate_VariableOnlyAScriptMade_IsEmpty()
    {
        var flow = await RunAsync(Sequence(
            Activity("s", "Elsa.RunJavaScript", Literal("script", "setVariable('X', 1)")),
            Activity("w", "Elsa.WriteLine", Input("text", "Liquid", "[{{ Variables.X }}]"))));

        Assert.Equal(["[]"], flow.Lines);
    }

    [Theory]
    [InlineData("{% if true %}open")]
    [InlineData("{% nonsense %}")]
    [InlineData("{% endif %}")]
    public async Task Publish_BrokenTemplate_IsRefused(string template)
    {
        var flow = new Flow();

        var result = await flow.ImportAsync(Activity("w", "Elsa.WriteLine", Input("text", "Liquid", template)));

        Assert.Equal("w", Assert.Single(result.Errors).ActivityId);
    }

    [Fact]
    public async Task Evaluate_EndlessOutput_Faults()
    {
        const string inner = "{% for b in (1..9999) %}{% for c in (1..9999) %}xxxxxxxxxx{% endfor %}{% endfor %}";

        var flow = await RunAsync(Activity("w", "Elsa.WriteLine", Input("text", "Liquid", inner)));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }
}
