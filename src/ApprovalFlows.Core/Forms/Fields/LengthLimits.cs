using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Checks the limits that a designer gave to a field.</summary>
internal static class LengthLimits
{
    public static IEnumerable<Sentence> Check(FormField field)
    {
        if (field.MaxLength is < 1 or > FormLimits.AnyTextLengthMax)
            yield return new Sentence("Form.Limit", field.Name, "maxLength");
        if (field.MinLength < 0 || field.MinLength > field.MaxLength)
            yield return new Sentence("Form.Limit", field.Name, "minLength");
    }

    public static IEnumerable<Sentence> CheckRange(FormField field, decimal lowest, decimal highest)
    {
        if (field.Min < lowest || field.Max > highest || field.Min > field.Max)
            yield return new Sentence("Form.Limit", field.Name, "min, max");
    }
}
