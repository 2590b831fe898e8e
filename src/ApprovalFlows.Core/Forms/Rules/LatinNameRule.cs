using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>The Latin name is the transliteration of the name <c>other</c>.</summary>
internal sealed class LatinNameRule : IFormRule
{
    public string Kind => "latinName";

    public void Apply(FormRuleInput input)
    {
        if (input.Text(input.Rule.Field) is { } latin && input.Text(input.Rule.Other) is { } name
            && !Transliteration.IsOf(latin, name))
            input.Refuse("Rule.LatinName", Transliteration.ToLatin(name));
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
