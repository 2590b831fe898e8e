namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// The date, that of a written agreement, is at most one month after <c>other</c>, the first day of work
/// (劳动合同法 §10).
/// </summary>
internal sealed class WithinMonthRule : IFormRule
{
    public string Kind => "withinMonth";

    public void Apply(FormRuleInput input)
    {
        if (input.Date(input.Rule.Field) is { } date && input.Date(input.Rule.Other) is { } begin
            && date > begin.AddMonths(1))
            input.Refuse("Rule.NotLater", input.Label(input.Rule.Field), begin.AddMonths(1));
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
