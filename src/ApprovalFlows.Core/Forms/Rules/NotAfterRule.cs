namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>The date is not later than the date <c>other</c>.</summary>
internal sealed class NotAfterRule : IFormRule
{
    public string Kind => "notAfter";

    public void Apply(FormRuleInput input)
    {
        if (input.Date(input.Rule.Field) is { } date && input.Date(input.Rule.Other) is { } latest && date > latest)
            input.Refuse("Rule.NotLater", input.Label(input.Rule.Field), latest);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
