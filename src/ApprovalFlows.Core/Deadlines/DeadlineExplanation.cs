using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Deadlines;

/// <summary>Tells step by step how a deadline was found.</summary>
internal sealed class DeadlineExplanation(
    DayCount count, WorkCalendar calendar, Pauses pauses, CountedDays run)
{
    // A long suspension may span years; a reader needs the first ones only.
    private const int HolidaysMax = 24;

    private readonly List<Sentence> _steps = [];

    // Whatever else is left of a period of months or years is told in days.
    private string Left => count.Limit.Unit == TimeUnit.Workdays
        ? "Deadline.NoDateYetWorkdays"
        : "Deadline.NoDateYetDays";

    public IReadOnlyList<Sentence> Write(bool provisional)
    {
        var limit = count.Limit;
        Add("Deadline.Start", count.Start);
        Add(LimitKey(limit.Unit), limit.Name, limit.Amount, limit.Basis);
        if (count.ExtensionDays > 0)
        {
            Add(
                limit.Unit == TimeUnit.Workdays ? "Deadline.ExtendedWorkdays" : "Deadline.ExtendedDays",
                count.ExtensionDays);
        }
        if (run.DueOn is { } due)
            WriteDue(due, provisional);
        else
            WriteSuspended();
        return _steps;
    }

    private void WriteSuspended()
    {
        foreach (var pause in pauses.Rows.Where(p => p.To is null || p.To > count.Start))
            WritePause(pause);
        Add(Left, run.Left);
    }

    private void WriteDue(DateOnly due, bool provisional)
    {
        foreach (var pause in pauses.Rows.Where(p => p.From < due && (p.To ?? due) > count.Start))
            WritePause(pause);
        if (count.Limit.Unit == TimeUnit.Workdays)
            WriteRestDays(due);
        if (run.RawDueOn != due)
            Add("Deadline.Rolled", run.RawDueOn, due);
        if (count.Limit.Unit == TimeUnit.Workdays || run.RawDueOn != due)
            WriteNotices(due);
        Add("Deadline.Due", due);
        if (provisional)
            Add("Deadline.Provisional", FirstUnpublishedYear(due));
        WriteNationalDate(due);
    }

    private void WritePause(Suspension pause)
    {
        var reason = new Sentence(pause.ReasonKey);
        if (pause.To is { } to)
            Add("Deadline.Suspended", pause.From.AddDays(1), to, reason);
        else
            Add("Deadline.StillSuspended", pause.From.AddDays(1), reason);
    }

    private void WriteRestDays(DateOnly due)
    {
        Add("Deadline.Weekends");
        var holidays = calendar.Holidays.Where(h => h.To > count.Start && h.From <= due);
        foreach (var holiday in holidays.Take(HolidaysMax))
        {
            if (holiday.From == holiday.To)
                Add("Deadline.Holiday", holiday.Name, holiday.From);
            else
                Add("Deadline.HolidayPeriod", holiday.Name, holiday.From, holiday.To);
        }
        var makeUpDays = calendar.MakeUpDays.Where(day => day > count.Start && day <= due);
        foreach (var day in makeUpDays.Take(HolidaysMax))
            Add("Deadline.MakeUpDay", day);
    }

    private void WriteNotices(DateOnly due)
    {
        var first = (count.Limit.Unit == TimeUnit.Workdays ? count.Start.AddDays(1) : run.RawDueOn).Year;
        foreach (var notice in calendar.Notices.Where(n => n.Year >= first && n.Year <= due.Year))
            Add("Deadline.Notice", notice.Name, notice.Year, notice.Source, notice.Version);
    }

    // Whether a regional holiday stops the clock is disputed, so both dates are shown.
    private void WriteNationalDate(DateOnly due)
    {
        if (calendar.National is not { } nation)
            return;
        var national = count.Run(nation, pauses).DueOn;
        if (national is { } day && day != due)
            Add("Deadline.NationalDate", calendar.Name, day);
    }

    private static string LimitKey(TimeUnit unit) => unit switch
    {
        TimeUnit.Workdays => "Deadline.LimitWorkdays",
        TimeUnit.Hours => "Deadline.LimitHours",
        TimeUnit.Months => "Deadline.LimitMonths",
        TimeUnit.Years => "Deadline.LimitYears",
        _ => "Deadline.LimitDays",
    };

    private int FirstUnpublishedYear(DateOnly due) =>
        Enumerable.Range(count.Start.Year, due.Year - count.Start.Year + 1)
            .First(year => !calendar.IsPublished(year));

    private void Add(string key, params object[] args) => _steps.Add(new Sentence(key, args));
}
