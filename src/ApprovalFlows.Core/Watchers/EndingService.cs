using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Watchers;

/// <summary>What of the papers that end soon somebody wants to see.</summary>
public sealed record EndingQuery
{
    public const int MaxPageSize = 100;
    public static IReadOnlyList<int> Spans { get; } = [7, 30, 90];

    public int Days { get; init; } = 30;
    public string? Kind { get; init; }

    /// <summary>The beginning of an area code.</summary>
    public string? Area { get; init; }
    public string? Park { get; init; }
    public Guid? EnterpriseId { get; init; }

    /// <summary>Behind which row to go on, from <see cref="EndingPage.Next"/>.</summary>
    public string? After { get; init; }
    public int PageSize { get; init; } = 20;
}

public sealed record EndingPaper(
    Guid Id,
    string Kind,
    string? Number,
    Guid? WorkerId,
    string Holder,
    string? Enterprise,
    DateOnly ValidTo)
{
    /// <summary>A successor is there without a day between.</summary>
    public bool IsRenewed { get; init; }
}

/// <summary>A page along the last days; the count stops at a limit.</summary>
public sealed record EndingPage(IReadOnlyList<EndingPaper> Items, int Count, bool IsCapped, string? Next);

/// <summary>What ends within some days: for the offices what they may see, for a firm its own.</summary>
public sealed class EndingService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxCount = 1000;
    private static readonly string[] Offices = ["hr-bureau", "police"];

    public static bool MayRead(Actor actor) => actor.IsIn(Roles.Auditor) || IsFirm(actor) || IsOffice(actor);

    public async Task<EndingPage> ListAsync(EndingQuery query, CancellationToken cancellation = default)
    {
        var all = Matching(query);
        var count = await all.Take(MaxCount + 1).CountAsync(cancellation);
        var rows = await PageAsync(all, query, cancellation);
        var size = Math.Clamp(query.PageSize, 1, EndingQuery.MaxPageSize);
        var shown = await WithSuccessorsAsync([.. rows.Take(size)], cancellation);
        var next = rows.Count > size ? PlaceOf(shown[^1]) : null;
        return new EndingPage(shown, Math.Min(count, MaxCount), count > MaxCount, next);
    }

    /// <summary>All of it, page by page, up to a limit.</summary>
    public async IAsyncEnumerable<EndingPaper> ExportAsync(
        EndingQuery query,
        int limit,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (given, page) = (0, query with { PageSize = EndingQuery.MaxPageSize });
        while (given < limit)
        {
            var rows = await PageAsync(Matching(page), page, cancellation);
            var shown = rows.Take(page.PageSize).ToList();
            foreach (var row in await WithSuccessorsAsync(shown, cancellation)) yield return row;
            given += shown.Count;
            if (rows.Count <= page.PageSize) yield break;
            page = page with { After = PlaceOf(shown[^1]) };
        }
    }

    private static bool IsOffice(Actor actor) => Offices.Any(actor.BelongsTo);

    private static bool IsFirm(Actor actor) => actor.EnterpriseId is not null && actor.IsIn(Roles.Applicant);

    private IQueryable<Certificate> Matching(EndingQuery query)
    {
        var actor = current.Actor;
        if (!MayRead(actor)) throw RuleViolation.Forbidden("EndingForOffices");
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var last = today.AddDays(query.Days);
        var firm = IsOffice(actor) || actor.IsIn(Roles.Auditor) ? query.EnterpriseId : actor.EnterpriseId;
        var papers = db.Certificates.AsNoTracking().Where(paper =>
            paper.ValidTo >= today && paper.ValidTo <= last && paper.Status == CertificateStatus.Valid);
        var hidden = CertificateKinds.All
            .Where(other => Visibility.ShareOf(other, SightOf(other)) == PaperShare.None).ToList();
        if (hidden.Count > 0) papers = papers.Where(paper => !hidden.Contains(paper.Kind));
        if (query.Kind is { } kind) papers = papers.Where(paper => paper.Kind == kind);
        if (firm is not null)
        {
            // With the kinds named, the papers of a firm are read along their own index.
            var kinds = CertificateKinds.All.ToList();
            papers = papers.Where(paper => paper.EnterpriseId == firm && kinds.Contains(paper.Kind));
        }

        if (query.Area is { } area)
        {
            papers = papers.Where(paper => db.Enterprises.Any(row =>
                row.Id == paper.EnterpriseId && row.AreaCode.StartsWith(area)));
        }

        return query.Park is { } park
            ? papers.Where(paper => db.Enterprises.Any(row => row.Id == paper.EnterpriseId && row.ParkCode == park))
            : papers;
    }

    private Task<List<EndingPaper>> PageAsync(
        IQueryable<Certificate> papers, EndingQuery query, CancellationToken cancellation)
    {
        if (Place(query.After) is var (day, id))
        {
            papers = papers.Where(paper => paper.ValidTo >= day && (paper.ValidTo > day || paper.Id > id));
        }

        var page = papers.OrderBy(paper => paper.ValidTo).ThenBy(paper => paper.Id)
            .Take(Math.Clamp(query.PageSize, 1, EndingQuery.MaxPageSize) + 1);
        return (from paper in page
                join owner in db.Enterprises on paper.EnterpriseId equals owner.Id into owners
                from firm in owners.DefaultIfEmpty()
                orderby paper.ValidTo, paper.Id
                select new EndingPaper(
                    paper.Id,
                    paper.Kind,
                    paper.Number,
                    paper.WorkerId,
                    paper.HolderName,
                    firm == null ? null : firm.Name,
                    paper.ValidTo)).ToListAsync(cancellation);
    }

    private Sight SightOf(string kind) => Visibility.SightOf(
        current.Actor, IsFirm(current.Actor) ? SightScope.Own : SightScope.All, kind);

    private async Task<IReadOnlyList<EndingPaper>> WithSuccessorsAsync(
        List<EndingPaper> rows, CancellationToken cancellation)
    {
        var workers = rows.Select(row => row.WorkerId).Where(id => id is not null).Distinct().ToList();
        var kinds = rows.Select(row => row.Kind).Distinct().ToList();
        var others = (await db.Certificates.AsNoTracking()
            .Where(paper => workers.Contains(paper.WorkerId) && kinds.Contains(paper.Kind)
                && paper.Status == CertificateStatus.Valid)
            .Select(paper => new { paper.WorkerId, paper.Kind, paper.ValidFrom, paper.ValidTo })
            .ToListAsync(cancellation)).ToLookup(paper => (paper.WorkerId, paper.Kind));
        return
        [
            .. rows.Select(row => row with
            {
                Number = Visibility.NumberOf(row.Kind, row.Number!, SightOf(row.Kind)),
                IsRenewed = row.WorkerId is not null && others[(row.WorkerId, row.Kind)].Any(next =>
                    next.ValidFrom <= row.ValidTo.AddDays(1) && next.ValidTo > row.ValidTo),
            }),
        ];
    }

    private static string PlaceOf(EndingPaper row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.ValidTo:yyyyMMdd}{row.Id:N}");

    private static (DateOnly Day, Guid Id)? Place(string? text) => text is { Length: 40 }
        && DateOnly.TryParseExact(
            text[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && Guid.TryParseExact(text[8..], "N", out var id)
            ? (day, id)
            : null;
}
