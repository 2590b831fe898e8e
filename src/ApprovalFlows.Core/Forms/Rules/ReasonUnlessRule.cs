using System.Text.Json;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>Every row of the list that does not say yes in the column <c>value</c> says why in <c>column</c>.</summary>
internal sealed class ReasonUnlessRule : IFormRule
{
    public string Kind => "reasonUnless";

    public void Apply(FormRuleInput input)
    {
        var (list, column, yes) = (input.Rule.Field, input.Rule.Column!, input.Rule.Value!);
        var index = 0;
        foreach (var row in input.Items(list))
        {
            var isYes = row[yes]?.GetValueKind() == JsonValueKind.True;
            if (!isYes && row[column] is null)
                input.RefuseAt($"{list}[{index}].{column}", "Rule.ReasonNeeded");
            index++;
        }
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Column is null)
            yield return "column";
        if (rule.Value is null)
            yield return "value";
    }
}
