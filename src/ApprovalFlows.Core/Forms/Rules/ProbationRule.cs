namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// So many days of probation fit the term from <c>other</c> to <c>until</c> (劳动合同法 §19): none below three
/// months, one month below a year, two below three years, six from there on.
/// </summary>
internal sealed class ProbationRule : IFormRule
{
    public string Kind => "probation";

    public void Apply(FormRuleInput input)
    {
        if (input.Integer(input.Rule.Field) is not { } days
            || input.Date(input.Rule.Other) is not { } start || input.Date(input.Rule.Until) is not { } end)
            return;
        var most = MostDays(start, end);
        if (days > most)
            input.Refuse("Rule.Probation", most, days);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
        if (rule.Until is null)
            yield return "until";
    }

    /// <param name="start">First day of the term.</param>
    /// <param name="end">Its last day, which counts.</param>
    public static int MostDays(DateOnly start, DateOnly end)
    {
        var after = end.AddDays(1);
        var months = after < start.AddMonths(3) ? 0
            : after < start.AddYears(1) ? 1
            : after < start.AddYears(3) ? 2
            : 6;
        return start.AddMonths(months).DayNumber - start.DayNumber;
    }
}
