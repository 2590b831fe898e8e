using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Core.Deadlines;

/// <summary>Counts a limit from its start, leaving out what was suspended.</summary>
internal sealed record DayCount(DateOnly Start, TimeLimit Limit, int ExtensionDays)
{
    private bool CountsWorkdays => Limit.Unit == TimeUnit.Workdays;

    public CountedDays Run(WorkCalendar calendar, Pauses pauses)
    {
        var day = Start;
        var left = Limit.DaysFrom(Start) + ExtensionDays;
        foreach (var pause in pauses.Merged.Where(p => p.To is null || p.To > Start))
        {
            var before = pause.From > day ? Count(calendar, day, pause.From) : 0;
            if (before >= left)
                break;
            left -= before;
            if (pause.To is null)
                return CountedDays.Suspended(left);
            day = pause.To.Value;
        }
        var raw = Advance(calendar, day, left);
        return Limit.RollsForward ? Roll(calendar, pauses, raw) : new CountedDays(raw, raw, 0);
    }

    // Calendar days depend on the calendar only where the last one is moved off a rest day.
    public bool IsProvisional(WorkCalendar calendar, DateOnly raw, DateOnly due)
    {
        if (!CountsWorkdays && !Limit.RollsForward)
            return false;
        var first = CountsWorkdays ? Start.AddDays(1).Year : raw.Year;
        return !Enumerable.Range(first, due.Year - first + 1).All(calendar.IsPublished);
    }

    // 民法典 §203: a period whose last day is a rest day ends on the next working day.
    private static CountedDays Roll(WorkCalendar calendar, Pauses pauses, DateOnly raw)
    {
        var day = calendar.RollForward(raw);
        foreach (var pause in pauses.Merged.Where(p => p.To is null || p.To > raw))
        {
            if (!pause.Covers(day))
                continue;
            if (pause.To is null)
                return CountedDays.Suspended(left: 0);
            day = calendar.RollForward(pause.To.Value.AddDays(1));
        }
        return new CountedDays(raw, day, 0);
    }

    private int Count(WorkCalendar calendar, DateOnly after, DateOnly upTo) =>
        CountsWorkdays ? calendar.CountWorkdays(after, upTo) : upTo.DayNumber - after.DayNumber;

    private DateOnly Advance(WorkCalendar calendar, DateOnly day, int count) =>
        CountsWorkdays ? calendar.AddWorkdays(day, count) : day.AddDays(count);
}

/// <summary>Where the count ended, before and after rolling, or how much is left to run.</summary>
internal sealed record CountedDays(DateOnly RawDueOn, DateOnly? DueOn, int Left)
{
    public static CountedDays Suspended(int left) => new(default, null, left);
}
