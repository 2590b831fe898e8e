using System.Globalization;
using System.Text;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Web.Components.Pages.Administrator;

/// <summary>What an administrator sent from the calendar page.</summary>
internal static class CalendarInput
{
    /// <summary>The file, or what was pasted where no file was chosen.</summary>
    /// <exception cref="RuleViolation">It is no notice.</exception>
    public static async Task<CalendarYear> ReadAsync(HttpRequest request, string region, int year)
    {
        var form = request.Form;
        var source = form["source"].ToString();
        if (form.Files["file"] is not { Length: > 0 } file)
            return NoticeText.Read(form["lines"].ToString(), region, year, source);
        if (file.Length > NoticeText.MaxLength * 4L)
            throw RuleViolation.Invalid("file", "Notice.TooLong", NoticeText.MaxLength);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return NoticeText.Read(await reader.ReadToEndAsync(request.HttpContext.RequestAborted), region, year, source);
    }

    /// <exception cref="RuleViolation">The day is none of that year.</exception>
    public static DayCorrection Correction(string region, int year, Func<string, string> posted)
    {
        if (!DateOnly.TryParseExact(
            posted("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw RuleViolation.Invalid("day", "Notice.DayNeeded");
        if (day.Year != year) throw RuleViolation.Invalid("day", "Notice.DayOutside", day, year);
        return new DayCorrection(
            region,
            day,
            Enum.TryParse<DayKind>(posted("kind"), out var kind) && Enum.IsDefined(kind) ? kind : DayKind.AsUsual,
            posted("name"),
            posted("source"),
            posted("reason"),
            Number(posted("replaces")));
    }

    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
