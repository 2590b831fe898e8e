using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>A line of the public list; it names the firm and no person.</summary>
public sealed record PublicSanction(
    string Enterprise, string CreditCode, string Number, LocalText Measure, LocalText Ground, DateOnly DecidedOn,
    DateOnly From, DateOnly Until);

/// <summary>A line of a firm's record for offices and the firm itself.</summary>
public sealed record RecordLine(
    string CaseNumber, ProceedingKind Kind, DateOnly OpenedOn, string? Number, string? Outcome, DateOnly? DueOn)
{
    public Sanction? Sanction { get; init; }
}

/// <summary>Who is on the list today follows from the decisions; nothing has to run for it.</summary>
public sealed class SanctionList(
    AppDbContext db, ProceedingDates dates, CurrentActor current, TimeProvider time)
{
    // The longest period of the list, and time to publish.
    private static readonly TimeSpan Longest = TimeSpan.FromDays((3 * 366) + 60);

    public async Task<Paged<PublicSanction>> PublicAsync(
        int page, int pageSize, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var (today, since) = (ChinaTime.DateOf(now), now - Longest);
        var rows = await (
            from row in db.Sanctions.AsNoTracking()
            where row.LiftedAt == null && row.DecidedAt >= since
            join firm in db.Enterprises on row.EnterpriseId equals firm.Id
            orderby row.DecidedAt descending
            select new { row, firm.Name, firm.UnifiedSocialCreditCode }).ToListAsync(cancellation);
        var shown = rows
            .Select(found => (found, Listing: dates.Listing(found.row)))
            .Where(pair => pair.Listing.IsPublicOn(today))
            .Select(pair => new PublicSanction(
                pair.found.Name, pair.found.UnifiedSocialCreditCode, pair.found.row.Number,
                SanctionRules.Seed.MeasureName(pair.found.row.Measure),
                SanctionRules.Seed.GroundName(pair.found.row.Ground), ChinaTime.DateOf(pair.found.row.DecidedAt),
                pair.Listing.From, pair.Listing.Until))
            .ToList();
        var size = Math.Clamp(pageSize, 1, 100);
        var number = Math.Max(1, page);
        return new Paged<PublicSanction>(
            [.. shown.Skip((int)Math.Min((long)(number - 1) * size, int.MaxValue)).Take(size)],
            shown.Count, number, size);
    }

    /// <summary>What was ordered and decided, newest first; empty for those it does not concern.</summary>
    public async Task<IReadOnlyList<RecordLine>> RecordAsync(
        Guid enterprise, CancellationToken cancellation = default)
    {
        var actor = current.Actor;
        if (actor.EnterpriseId != enterprise && actor.Posts.Count == 0 && !actor.IsIn(Roles.Auditor)) return [];
        var rows = await (
            from row in db.Proceedings.AsNoTracking()
            where row.EnterpriseId == enterprise
            join found in db.Sanctions on row.CaseId equals found.CaseId into found
            from sanction in found.DefaultIfEmpty()
            orderby row.OpenedAt descending
            select new { row, sanction }).Take(50).ToListAsync(cancellation);
        return
        [
            .. rows.Select(pair => new RecordLine(
                pair.row.CaseNumber, pair.row.Kind, ChinaTime.DateOf(pair.row.OpenedAt),
                pair.sanction?.Number ?? pair.row.OrderNumber, pair.row.Outcome, pair.row.DueOn)
            { Sanction = pair.sanction }),
        ];
    }
}
