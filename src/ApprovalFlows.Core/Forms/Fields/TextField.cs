using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>One line of text.</summary>
internal sealed class TextField : IFieldType
{
    // Patterns come from designers: without backtracking no text can make them run long.
    private const RegexOptions PatternOptions =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public string Name => "text";

    public JsonNode? Read(FieldInput input)
    {
        var text = CleanText.ReadWithin(input, FormLimits.TextLengthMax);
        if (text is null)
            return null;
        var field = input.Field;
        if (field.Pattern is null || Regex.IsMatch(text, Whole(field.Pattern), PatternOptions))
            return JsonValue.Create(text);
        return field.PatternHint is { } hint
            ? input.Refuse("Field.PatternHint", hint)
            : input.Refuse("Field.Pattern");
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field)
    {
        foreach (var problem in LengthLimits.Check(field))
            yield return problem;
        if (field.Pattern is { } pattern && !IsUsable(pattern))
            yield return new Sentence("Form.Limit", field.Name, "pattern");
    }

    private static string Whole(string pattern) => $@"\A(?:{pattern})\z";

    private static bool IsUsable(string pattern)
    {
        try
        {
            _ = new Regex(Whole(pattern), PatternOptions);
            return true;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
