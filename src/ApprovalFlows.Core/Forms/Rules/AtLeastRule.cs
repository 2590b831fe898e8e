namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>The number is at least the number <c>other</c>.</summary>
internal sealed class AtLeastRule : IFormRule
{
    public string Kind => "atLeast";

    public void Apply(FormRuleInput input)
    {
        if (input.Integer(input.Rule.Field) is { } number
            && input.Integer(input.Rule.Other) is { } other
            && number < other)
            input.Refuse(
                "Rule.AtLeast", input.Label(input.Rule.Field),
                input.Label(input.Rule.Other!), other);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
