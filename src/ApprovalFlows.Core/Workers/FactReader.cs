using System.Globalization;
using System.Text;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Workers;

/// <summary>Reads texts by field, gathers what is wrong with each, in the order of reading.</summary>
public sealed class FactReader(IReadOnlyDictionary<string, string?> texts)
{
    // Spreadsheets hand dates over as days since the end of 1899.
    private const int FirstSerialDay = 10_000;
    private const int LastSerialDay = 80_000;

    // Nobody was born outside of them, and sums with days near the ends of the calendar overflow.
    private const int FirstYear = 1900;
    private const int LastYear = 2099;

    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyy.M.d", "d/M/yyyy", "dd/MM/yyyy", "yyyyMMdd"];

    private readonly Dictionary<string, IReadOnlyList<Sentence>> errors = [];

    public IReadOnlyDictionary<string, IReadOnlyList<Sentence>> Errors => errors;

    public bool IsRight => errors.Count == 0;

    public bool HasFailed(string field) => errors.ContainsKey(field);

    /// <summary>The first thing wrong with a field is the one that is told.</summary>
    public void Fail(string field, string key, params object[] args) =>
        errors.TryAdd(field, [new Sentence(key, args)]);

    public string? Text(string field, int maxLength, bool required = false)
    {
        var raw = texts.GetValueOrDefault(field);
        // Lone surrogates are no text; no database takes them, nor null characters.
        if (raw is not null && (raw.Contains('\0', StringComparison.Ordinal) || HasLoneSurrogate(raw)))
        {
            Fail(field, "Worker.NoText");
            return null;
        }

        var text = raw is null ? "" : string.Join(' ', raw.Normalize(NormalizationForm.FormC)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0 && required) Fail(field, "FieldRequired");
        if (text.Length > maxLength) Fail(field, "Worker.TooLong", maxLength);
        return text.Length == 0 || text.Length > maxLength ? null : text;
    }

    public DateOnly? Date(string field, bool required = false)
    {
        if (Text(field, 20, required) is not { } text) return null;
        if (DateOf(text) is { } day) return day;
        Fail(field, "Worker.NoDate", text);
        return null;
    }

    /// <summary>The day that a cell stands for, in any of the ways people and spreadsheets write one.</summary>
    public static DateOnly? DateOf(string text)
    {
        if (DateOnly.TryParseExact(
            text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.Year is >= FirstYear and <= LastYear ? day : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            && serial is > FirstSerialDay and < LastSerialDay
                ? new DateOnly(1899, 12, 30).AddDays(serial)
                : null;
    }

    public T Choice<T>(string field, IReadOnlyDictionary<string, T> names, T fallback, bool required = false)
    {
        if (Text(field, 40, required) is not { } text) return fallback;
        if (names.TryGetValue(text, out var value)) return value;
        Fail(field, "Worker.NotOneOf", text);
        return fallback;
    }

    public string? Checked(string field, Func<string, IdentifierCheck> check, bool required = false)
    {
        if (Text(field, 40, required) is not { } text) return null;
        var result = check(text);
        if (result.Problem is { } problem) errors.TryAdd(field, [problem]);
        return result.Value;
    }

    public void Fail(string field, Sentence? problem)
    {
        if (problem is not null) errors.TryAdd(field, [problem]);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 >= text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) return true;
            index++;
        }

        return false;
    }
}
