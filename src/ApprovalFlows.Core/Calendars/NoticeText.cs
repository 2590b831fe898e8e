using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// Reads a notice from a file: JSON in the form of the files under Data, or lines of date, kind and
/// name. Whatever is wrong is told at once, line by line.
/// </summary>
public static class NoticeText
{
    public const int MaxLength = 64 * 1024;
    private static readonly string[] OffWords = ["off", "rest", "holiday", "休"];
    private static readonly string[] WorkWords = ["work", "班"];

    public static CalendarYear Read(string text, string region, int year, string source)
    {
        if (text.Length > MaxLength) throw Wrong(new Sentence("Notice.TooLong", MaxLength));
        var content = text.TrimStart('\uFEFF').Trim();
        if (content.Length == 0) throw Wrong(new Sentence("Notice.Empty"));
        return content[0] == '{'
            ? ReadJson(content, region, year, source)
            : ReadLines(content, new CalendarYear(region, year, "", source, [], []));
    }

    private static CalendarYear ReadJson(string text, string region, int year, string source)
    {
        try
        {
            var read = SeedFile.Parse<CalendarYear>(text);
            if (read.Region != region || read.Year != year)
                throw Wrong(new Sentence("Notice.OtherYear", read.Region ?? "", read.Year, region, year));
            return read with
            {
                Source = string.IsNullOrWhiteSpace(source) ? read.Source ?? "" : source,
                Off = read.Off ?? [],
                WorkOn = read.WorkOn ?? [],
            };
        }
        catch (JsonException wrong)
        {
            throw Wrong(new Sentence("Notice.JsonWrong", (wrong.LineNumber ?? 0) + 1, wrong.Path ?? "$"));
        }
    }

    private static CalendarYear ReadLines(string text, CalendarYear empty)
    {
        var (off, workOn, wrong) = (new List<HolidayPeriod>(), new List<DateOnly>(), new List<Sentence>());
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 || (index == 0 && line.StartsWith("date", StringComparison.OrdinalIgnoreCase)))
                continue;
            var parts = line.Split(',', 3, StringSplitOptions.TrimEntries);
            var kind = parts.Length > 1 ? parts[1].ToLowerInvariant() : "";
            if (!DateOnly.TryParseExact(
                parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                wrong.Add(new Sentence("Notice.DateWrong", index + 1, parts[0]));
            else if (WorkWords.Contains(kind))
                workOn.Add(day);
            else if (!OffWords.Contains(kind))
                wrong.Add(new Sentence("Notice.KindWrong", index + 1, kind));
            else if (parts.Length < 3 || parts[2].Length == 0)
                wrong.Add(new Sentence("Notice.NameMissing", index + 1));
            else
                off.Add(new HolidayPeriod(day, day, NameOf(parts[2])));
        }

        if (wrong.Count > 0) throw Wrong([.. wrong]);
        return empty with { Off = Joined(off), WorkOn = [.. workOn.Order()] };
    }

    /// <summary>Neighbouring days under one name are one period; the same day twice stays twice.</summary>
    internal static List<HolidayPeriod> Joined(IEnumerable<HolidayPeriod> days)
    {
        var joined = new List<HolidayPeriod>();
        foreach (var day in days.OrderBy(period => period.From))
        {
            if (joined is [.., var last] && last.Name == day.Name && last.To.AddDays(1) == day.From)
                joined[^1] = last with { To = day.To };
            else
                joined.Add(day);
        }

        return joined;
    }

    /// <summary>A known holiday has its three names; another may be given as "zh|vi|en".</summary>
    internal static LocalText NameOf(string text)
    {
        if (text.Split('|', StringSplitOptions.TrimEntries) is [var zh, var vi, var en])
            return new LocalText(zh, vi, en);
        return WorkCalendars.Seed.All
            .SelectMany(calendar => calendar.Holidays)
            .Select(holiday => holiday.Name)
            .FirstOrDefault(name => name.Zh == text || name.En == text)
            ?? new LocalText(text, text, text);
    }

    private static RuleViolation Wrong(params Sentence[] sentences) => RuleViolation.Invalid(
        new Dictionary<string, IReadOnlyList<Sentence>> { ["file"] = sentences });
}
