namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>This field or <c>other</c> must be filled in.</summary>
internal sealed class OneOfRule : IFormRule
{
    public string Kind => "oneOf";

    public void Apply(FormRuleInput input)
    {
        var (field, other) = (input.Rule.Field, input.Rule.Other!);
        if (input.Values[field] is null && input.Values[other] is null
            && !input.Errors.Concern(field) && !input.Errors.Concern(other))
            input.Refuse("Rule.OneOf", input.Label(field), input.Label(other));
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
