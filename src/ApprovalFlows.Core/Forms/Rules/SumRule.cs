using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>The field equals the sum of a column of the list <c>other</c>.</summary>
internal sealed class SumRule : IFormRule
{
    public string Kind => "sum";

    public void Apply(FormRuleInput input)
    {
        var list = input.Rule.Other!;
        if (input.Integer(input.Rule.Field) is not { } total || input.Errors.Concern(list))
            return;
        var sum = input.Items(list).Sum(item => Number(item[input.Rule.Column!]));
        if (total != sum)
            input.Refuse(
                "Rule.Sum", input.Label(input.Rule.Field), input.Label(list), sum, total);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
        if (rule.Column is null)
            yield return "column";
    }

    private static long Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out long number) ? number : 0;
}
