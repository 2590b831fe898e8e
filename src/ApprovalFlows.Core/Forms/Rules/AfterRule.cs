namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>The date lies after the date <c>other</c>, by at most so many days if given.</summary>
internal sealed class AfterRule : IFormRule
{
    public string Kind => "after";

    public void Apply(FormRuleInput input)
    {
        if (input.Date(input.Rule.Field) is not { } later
            || input.Date(input.Rule.Other) is not { } earlier)
            return;
        if (later <= earlier)
            input.Refuse(
                "Rule.After", input.Label(input.Rule.Field),
                input.Label(input.Rule.Other!), earlier);
        else if (later.DayNumber - earlier.DayNumber > input.Rule.DaysAhead)
            input.Refuse(
                "Rule.NotLater", input.Label(input.Rule.Field),
                earlier.AddDays(input.Rule.DaysAhead.Value));
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
