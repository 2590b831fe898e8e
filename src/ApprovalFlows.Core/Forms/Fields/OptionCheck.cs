using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Checks the options that a designer gave to a field.</summary>
internal static class OptionCheck
{
    public static IEnumerable<Sentence> Run(FormField field)
    {
        if (field.OptionsFrom is { } list && OptionLists.Find(list) is null)
            yield return new Sentence("Form.OptionList", field.Name, list);
        if (field.OptionsFrom is not null)
            yield break;

        var options = field.Options ?? [];
        if (options.Count is 0 or > FormLimits.OptionsMax
            || options.Any(o => string.IsNullOrWhiteSpace(o.Value))
            || options.DistinctBy(o => o.Value).Count() < options.Count)
            yield return new Sentence("Form.Limit", field.Name, "options");
        if (options.Any(o => !o.Label.IsComplete))
            yield return new Sentence("Form.Translation", field.Name, "options");
    }
}
