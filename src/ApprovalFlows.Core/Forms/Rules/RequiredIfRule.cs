namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// The field must be filled in when <c>other</c> has the answer <c>value</c>, alone or among several.
/// </summary>
internal sealed class RequiredIfRule : IFormRule
{
    public const string Name = "requiredIf";

    public string Kind => Name;

    public void Apply(FormRuleInput input)
    {
        if (input.Has(input.Rule.Other!, input.Rule.Value!) && input.Values[input.Rule.Field] is null
            && !input.Errors.Concern(input.Rule.Field))
            input.Refuse("Field.Required", input.Label(input.Rule.Field));
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
        if (rule.Value is null)
            yield return "value";
    }
}
