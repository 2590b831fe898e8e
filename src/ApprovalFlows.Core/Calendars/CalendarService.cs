using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Calendars;

/// <summary>One version of a year's arrangement, from the program or from the database.</summary>
public sealed record NoticeVersion(CalendarYear Days, int Version, CalendarNotice? Notice);

/// <summary>What a single day shall be.</summary>
public enum DayKind
{
    /// <summary>As its weekday, or what the calendar below says, makes it.</summary>
    AsUsual,
    Off,
    Work,
}

public sealed record DayCorrection(
    string Region, DateOnly Day, DayKind Kind, string? Name, string? Source, string? Reason, int? Replaces);

/// <summary>
/// Loads the notices of a year and corrects them. A load is one transaction with the order to work out
/// the open dates again.
/// </summary>
public sealed class CalendarService(
    AppDbContext db, RecalculationService recalculations, CurrentActor current, TimeProvider time)
{
    /// <summary>Every version of a year, the newest first.</summary>
    public async Task<IReadOnlyList<NoticeVersion>> VersionsAsync(
        string region, int year, CancellationToken cancellation = default)
    {
        var stored = await db.CalendarNotices.AsNoTracking()
            .Where(notice => notice.Region == region && notice.Year == year)
            .OrderByDescending(notice => notice.Version)
            .ToListAsync(cancellation);
        var seed = WorkCalendars.SeedYears.Where(days => days.Region == region && days.Year == year)
            .Select(days => new NoticeVersion(days, 1, null));
        return [.. stored.Select(notice => new NoticeVersion(notice.ToYear(), notice.Version, notice)), .. seed];
    }

    /// <param name="days">The whole year; its version is given here.</param>
    /// <param name="reason">Needed where a notice is replaced.</param>
    /// <param name="replaces">The version that the administrator had before the eyes.</param>
    /// <param name="cancellation">Ends the check; nothing is kept.</param>
    public async Task<CalendarNotice> LoadAsync(
        CalendarYear days, string? reason, int? replaces, CancellationToken cancellation = default)
    {
        if (!current.Actor.IsIn(Roles.Admin)) throw RuleViolation.Forbidden("Notice.OnlyAdministrator");
        var versions = await VersionsAsync(days.Region, days.Year, cancellation);
        await CheckAsync(days, reason, versions, cancellation);
        var newest = versions is [var latest, ..] ? latest.Version : (int?)null;
        if (newest != replaces) throw new RuleViolation("Notice.ChangedMeanwhile", days.Year);

        var version = (newest ?? 0) + 1;
        var notice = new CalendarNotice
        {
            Region = days.Region,
            Year = days.Year,
            Version = version,
            Source = days.Source.Trim(),
            Body = SeedFile.Write(days with { Version = $"{version}", Source = days.Source.Trim() }),
            LoadedAt = time.GetUtcNow(),
            LoadedById = current.Actor.UserId,
            LoadedByName = current.Actor.DisplayName,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            Replaces = replaces,
        };
        db.CalendarNotices.Add(notice);
        await recalculations.OrderAsync(notice, cancellation);
        return notice;
    }

    /// <summary>The next version of a year, in which one day differs.</summary>
    public async Task<CalendarNotice> CorrectAsync(
        DayCorrection wanted, CancellationToken cancellation = default)
    {
        var versions = await VersionsAsync(wanted.Region, wanted.Day.Year, cancellation);
        if (versions.Count == 0) throw RuleViolation.Invalid("day", "Notice.YearNotLoaded", wanted.Day.Year);
        var days = versions[0].Days;
        if (wanted.Kind == DayKind.Off && string.IsNullOrWhiteSpace(wanted.Name))
            throw RuleViolation.Invalid("name", "Notice.NameNeeded");
        var off = Without(days.Off, wanted.Day);
        if (wanted.Kind == DayKind.Off)
            off.Add(new HolidayPeriod(wanted.Day, wanted.Day, NoticeText.NameOf(wanted.Name!.Trim())));
        var workOn = days.WorkOn.Where(day => day != wanted.Day);
        if (wanted.Kind == DayKind.Work) workOn = workOn.Append(wanted.Day);
        var corrected = days with
        {
            Source = string.IsNullOrWhiteSpace(wanted.Source) ? days.Source : wanted.Source,
            Off = NoticeText.Joined(off),
            WorkOn = [.. workOn.Order()],
        };
        return await LoadAsync(corrected, wanted.Reason, wanted.Replaces, cancellation);
    }

    private async Task CheckAsync(
        CalendarYear days, string? reason, IReadOnlyList<NoticeVersion> versions, CancellationToken cancellation)
    {
        var errors = new Dictionary<string, IReadOnlyList<Sentence>>();
        var region = WorkCalendars.Regions.FirstOrDefault(known => known.Region == days.Region);
        if (region is null) errors["region"] = [new Sentence("Notice.RegionUnknown", days.Region)];
        if (days.Year <= WorkCalendar.FirstDay.Year || days.Year >= WorkCalendar.LastDay.Year)
            errors["year"] = [new Sentence("Notice.YearOutside")];
        if (string.IsNullOrWhiteSpace(days.Source)) errors["source"] = [new Sentence("Notice.SourceMissing")];
        else if (days.Source.Trim().Length > CalendarNotice.MaxSourceLength)
            errors["source"] = [new Sentence("Notice.TooLong", CalendarNotice.MaxSourceLength)];
        if (versions.Count > 0 && string.IsNullOrWhiteSpace(reason))
            errors["reason"] = [new Sentence("Notice.ReasonMissing")];
        else if (reason?.Length > CalendarNotice.MaxReasonLength)
            errors["reason"] = [new Sentence("Notice.TooLong", CalendarNotice.MaxReasonLength)];
        if (errors.Count == 0)
        {
            var found = NoticeCheck.Of(days, region!, await BelowAsync(region!, cancellation));
            if (found.Count > 0) errors["file"] = found;
            else if (versions is [var latest, ..] && IsSame(latest.Days, days))
                errors["file"] = [new Sentence("Notice.NothingChanged", latest.Version)];
        }

        if (errors.Count > 0) throw RuleViolation.Invalid(errors);
    }

    private async Task<WorkCalendar?> BelowAsync(CalendarRegion region, CancellationToken cancellation)
    {
        if (region.Base is null) return null;
        var notices = await db.CalendarNotices.AsNoTracking().ToListAsync(cancellation);
        return WorkCalendars.Of(CalendarSource.Latest(notices))[region.Base];
    }

    private static bool IsSame(CalendarYear one, CalendarYear other) =>
        one.Source == other.Source.Trim()
        && one.Off.OrderBy(period => period.From).SequenceEqual(other.Off.OrderBy(period => period.From))
        && one.WorkOn.Order().SequenceEqual(other.WorkOn.Order());

    private static List<HolidayPeriod> Without(IReadOnlyList<HolidayPeriod> off, DateOnly day)
    {
        var left = new List<HolidayPeriod>();
        foreach (var period in off)
        {
            if (day < period.From || day > period.To)
            {
                left.Add(period);
                continue;
            }

            if (period.From < day) left.Add(period with { To = day.AddDays(-1) });
            if (period.To > day) left.Add(period with { From = day.AddDays(1) });
        }

        return left;
    }
}
