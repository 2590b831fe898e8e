namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// The monthly pay is not below the minimum wage at <c>area</c> on the day <c>other</c>, or today if that is later.
/// </summary>
internal sealed class MinimumPayRule : IFormRule
{
    public string Kind => "minimumPay";

    public void Apply(FormRuleInput input)
    {
        if (input.Text(input.Rule.Area) is not { } area || input.Amount(input.Rule.Field) is not { } pay)
            return;
        var today = input.Context.Today;
        var day = input.Date(input.Rule.Other) is { } begin && begin > today ? begin : today;
        if (input.Context.Wages.Find(area, day) is { } minimum && pay < minimum.Monthly)
            input.Refuse("Rule.MinimumWage", minimum.Monthly, minimum.From);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Area is null)
            yield return "area";
    }
}
