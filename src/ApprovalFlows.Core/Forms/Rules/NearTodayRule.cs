namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// The date lies at most so many <c>days</c> before today, and at most <c>daysAhead</c> after it if
/// given.
/// </summary>
internal sealed class NearTodayRule : IFormRule
{
    public string Kind => "nearToday";

    public void Apply(FormRuleInput input)
    {
        if (input.Date(input.Rule.Field) is not { } date)
            return;
        var earliest = input.Context.Today.AddDays(-input.Rule.Days!.Value);
        if (date < earliest)
            input.Refuse("Rule.NotEarlier", input.Label(input.Rule.Field), earliest);
        else if (date.DayNumber - input.Context.Today.DayNumber > input.Rule.DaysAhead)
            input.Refuse(
                "Rule.NotLater", input.Label(input.Rule.Field),
                input.Context.Today.AddDays(input.Rule.DaysAhead.Value));
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Days is null or < 0)
            yield return "days";
    }
}
