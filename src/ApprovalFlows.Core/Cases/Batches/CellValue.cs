using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>
/// Makes of a cell what the form of a single application would send: dates as people and spreadsheets write them,
/// options by their names. What cannot be made out stays as it is; the field says what is wrong with it.
/// </summary>
public static class CellValue
{
    private static readonly char[] Separators = ['、', '，', ',', '；', ';'];
    private static readonly string[] TimeFormats = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"];

    public static JsonNode? Of(FormField field, string? cell)
    {
        var text = cell?.Trim() ?? "";
        if (text.Length == 0) return null;
        return field.Type switch
        {
            "date" => FactReader.DateOf(text) is { } day ? Iso(day) : text,
            "dateTime" => Moment(text) ?? text,
            "choice" => ChoiceField.Find(field, text)?.Value ?? text,
            "choices" => new JsonArray([.. text.Split(Separators, StringSplitOptions.TrimEntries)
                .Where(part => part.Length > 0)
                .Select(part => JsonValue.Create(ChoiceField.Find(field, part)?.Value ?? part))]),
            _ => text,
        };
    }

    // A day and a time with a space or a T between, or the days and their fraction since the end of 1899.
    private static string? Moment(string text)
    {
        if (DateTimeField.Parse(text) is not null) return text;
        var parts = text.Split([' ', 'T'], 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && FactReader.DateOf(parts[0]) is { } day && TimeOnly.TryParseExact(
            parts[1], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return $"{Iso(day)}T{time:HH\\:mm}";
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0 || FactReader.DateOf(text[..point]) is not { } from
            || !double.TryParse(text[point..], NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction))
            return null;
        var at = from.ToDateTime(TimeOnly.MinValue).AddMinutes(Math.Round(fraction * 24 * 60));
        return at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
