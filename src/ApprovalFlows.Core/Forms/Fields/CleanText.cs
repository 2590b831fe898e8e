using System.Text;
using System.Text.Json;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>
/// Reads text so that the same letters are always the same characters: composed (NFC), trimmed,
/// without control characters or marks that turn the direction of writing.
/// </summary>
internal static class CleanText
{
    public static bool IsBlank(JsonElement value) =>
        TryDecode(value, out var text) && string.IsNullOrWhiteSpace(WithoutInvisible(text));

    /// <summary>The text, or null after it was refused.</summary>
    public static string? Read(FieldInput input, bool multiline = false)
    {
        if (input.Value.ValueKind != JsonValueKind.String)
        {
            input.Refuse("Field.TextExpected");
            return null;
        }
        if (!TryDecode(input.Value, out var text) || !TryCompose(text, multiline, out var composed))
        {
            input.Refuse("Field.Characters");
            return null;
        }
        return composed;
    }

    /// <summary>As <see cref="Read"/>, within the lengths of the field.</summary>
    public static string? ReadWithin(FieldInput input, int defaultMax, bool multiline = false)
    {
        var text = Read(input, multiline);
        if (text is null)
            return null;
        var max = input.Field.MaxLength ?? defaultMax;
        var min = input.Field.MinLength ?? 0;
        if (text.Length > max)
            input.Refuse("Field.TooLong", max, text.Length);
        else if (text.Length < min)
            input.Refuse("Field.TooShort", min, text.Length);
        else
            return text;
        return null;
    }

    public static bool TryDecode(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape cannot become a string.
            text = "";
            return false;
        }
    }

    public static bool TryCompose(string text, bool multiline, out string composed)
    {
        composed = WithoutInvisible(text).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (multiline)
            composed = composed.Replace('\t', ' ');
        if (composed.Any(c => IsForbidden(c) && !(multiline && c == '\n')))
            return false;
        try
        {
            composed = composed.Normalize(NormalizationForm.FormC);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string WithoutInvisible(string text) =>
        string.Concat(text.Where(c => c is not ('\u200B' or '\u2060' or '\uFEFF')));

    /// <summary>Control characters, and such as turn the direction of writing: what misleads readers.</summary>
    internal static bool IsForbidden(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029'
            or (>= '\u202A' and <= '\u202E')
            or (>= '\u2066' and <= '\u2069');
}
