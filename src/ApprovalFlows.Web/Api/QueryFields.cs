using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

/// <summary>Reads query parameters and names every wrong one.</summary>
public sealed class QueryFields(IQueryCollection query)
{
    private const int MaxLength = 200;
    private readonly Dictionary<string, IReadOnlyList<Sentence>> errors = [];

    public int Page => Number("page", 1, 1, Paged<object>.MaxPage);
    public int PageSize => Number("pageSize", 20, 1, Paged<object>.MaxPageSize);

    public string? Text(string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        if (text.Length <= MaxLength && !text.Any(char.IsControl)) return text;
        Fail(name, $"≤ {MaxLength}");
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fail(name, "yyyy-MM-dd");
        return null;
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Guid.TryParse(text, out var id)) return id;
        Fail(name, "id");
        return null;
    }

    public bool? Flag(string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Fail(name, "true | false");
        return null;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        var isName = Enum.TryParse<T>(text, ignoreCase: true, out var value)
            && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) && text[0] != '-';
        if (isName) return value;
        Fail(name, string.Join(" | ", Enum.GetNames<T>().Select(JsonNames.Camel)));
        return null;
    }

    public void MustBeRight()
    {
        _ = Page;
        _ = PageSize;
        if (errors.Count > 0) throw RuleViolation.Invalid(errors);
    }

    private int Number(string name, int fallback, int min, int max)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return fallback;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= min && number <= max) return number;
        Fail(name, $"{min}–{max}");
        return fallback;
    }

    private void Fail(string name, string expected) =>
        errors[name] = [new Sentence("FieldMustBe", expected)];
}

public static class JsonNames
{
    public static string Camel<T>(T value)
        where T : notnull
    {
        var name = value.ToString()!;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
