using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// No row of the list pays less in <c>column</c> than the minimum wage at <c>area</c> on the day
/// <c>other</c>, when the work begins, or today if that is later (劳动保障监察条例 §26).
/// </summary>
internal sealed class MinimumWageRule : IFormRule
{
    public string Kind => "minimumWage";

    public void Apply(FormRuleInput input)
    {
        if (input.Text(input.Rule.Area) is not { } area)
            return;
        var today = input.Context.Today;
        var day = input.Date(input.Rule.Other) is { } begin && begin > today ? begin : today;
        if (input.Context.Wages.Find(area, day) is not { } minimum)
            return;

        var index = 0;
        foreach (var item in input.Items(input.Rule.Field))
        {
            if (item[input.Rule.Column!] is JsonValue value
                && value.TryGetValue(out decimal wage) && wage < minimum.Monthly)
                input.RefuseAt(
                    $"{input.Rule.Field}[{index}].{input.Rule.Column}", "Rule.MinimumWage",
                    minimum.Monthly, minimum.From);
            index++;
        }
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Area is null)
            yield return "area";
        if (rule.Column is null)
            yield return "column";
    }
}
