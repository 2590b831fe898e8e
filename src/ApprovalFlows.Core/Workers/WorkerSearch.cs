using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Registers;

namespace ApprovalFlows.Core.Workers;

public sealed record WorkerQuery
{
    /// <summary>Beginning of a word of a name, in any of its writings, or a whole number of a document.</summary>
    public string? Text { get; init; }
    public Guid? EnterpriseId { get; init; }

    /// <summary>Six digits take all streets of the county.</summary>
    public string? AreaCode { get; init; }
    public string? ParkCode { get; init; }
    public WorkerMode? Mode { get; init; }

    /// <summary>The last one of the page before.</summary>
    public Guid? After { get; init; }
    public int PageSize { get; init; } = 20;

    /// <summary>Whether the total is wanted; an export has no use for it.</summary>
    public bool IsCounted { get; init; } = true;
}

/// <summary>The newest records first; the total is exact up to <see cref="WorkerSearch.MaxCount"/>.</summary>
public sealed record WorkerPage(IReadOnlyList<WorkerRow> Items, int TotalCount, bool TotalIsCapped, Guid? Next);

/// <summary>
/// Finds workers among a million along indexes: numbers exactly, names by the beginnings of their words; a word
/// that one in twenty has is looked for along the list, where it is soon met.
/// </summary>
public sealed class WorkerSearch(AppDbContext db, WorkerSight sight)
{
    public const int MaxPageSize = 100;
    public const int MaxCount = 1_000;
    public const int MaxTextLength = 100;

    // So many ids are handed over; of more the database is told the word itself.
    private const int MaxCandidates = 1_000;
    private const int MaxJoined = 50_000;
    private const int MinNumberLength = 4;

    // Sorts behind everything that begins with the term, in byte order.
    private const string Last = "\U0010FFFF";

    public async Task<WorkerPage> ListAsync(WorkerQuery asked, CancellationToken cancellation = default)
    {
        if (!sight.SeesAny) throw RuleViolation.Forbidden("NotAllowed");
        var size = Math.Clamp(asked.PageSize, 1, MaxPageSize);
        var (found, isWalk) = await FoundAsync(asked.Text, cancellation);
        var isNamed = !isWalk && !string.IsNullOrWhiteSpace(asked.Text);
        // What is found along the whole list would have to be looked through to its end to be counted.
        var isCounted = asked.IsCounted
            && (!isWalk || asked.EnterpriseId is not null || sight.Actor.EnterpriseId is not null);
        var rows = new List<Worker>();
        var total = 0;
        foreach (var run in RunsOf(Filtered(found, asked), PlainText.Of(asked.AreaCode), isNamed))
        {
            rows.AddRange(await PageOf(run, asked.After).Take(size + 1).ToListAsync(cancellation));
            if (isCounted) total += await run.Take(MaxCount + 1).CountAsync(cancellation);
        }

        var page = rows.OrderByDescending(row => row.Id).Take(size + 1).ToList();
        var hasMore = page.Count > size;
        if (hasMore) page.RemoveAt(size);
        if (!isCounted) total = hasMore || asked.After is not null ? MaxCount + 1 : page.Count;
        return new WorkerPage(
            await ShowAsync(page, cancellation),
            Math.Min(total, MaxCount),
            total > MaxCount,
            hasMore ? page[^1].Id : null);
    }

    private async Task<(IQueryable<Worker> Found, bool IsWalk)> FoundAsync(
        string? text, CancellationToken cancellation)
    {
        var all = sight.Among(db.Workers.AsNoTracking().Where(row => row.MergedIntoId == null));
        if (string.IsNullOrWhiteSpace(text)) return (all, false);
        var cut = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
        if (NumberOf(cut) is { } number) return (ByNumber(all, number), false);
        var folded = SearchText.OfQuery(cut);
        if (folded.Length == 0) return (all.Where(row => false), false);
        var holders = HoldersOf(SearchText.TermOf(folded));
        var candidates = await holders.Take(MaxCandidates + 1).ToListAsync(cancellation);
        var named = all.Where(row => candidates.Contains(row.Id));
        if (candidates.Count > MaxCandidates)
        {
            if (await holders.Take(MaxJoined + 1).CountAsync(cancellation) > MaxJoined)
                return (all.Where(row => row.SearchText.Contains(folded)), true);
            named = all.Where(row => holders.Contains(row.Id));
        }

        return (folded.Length > SearchText.MaxTermLength
            ? named.Where(row => row.SearchText.Contains(folded))
            : named, false);
    }

    private IQueryable<Guid> HoldersOf(string term)
    {
        var end = term + Last;
        return db.WorkerTerms
            .FromSql($"""SELECT * FROM "WorkerTerms" WHERE "Term" >= {term} AND "Term" < {end}""")
            .AsNoTracking()
            .Select(row => row.WorkerId);
    }

    private IQueryable<Worker> ByNumber(IQueryable<Worker> among, string number)
    {
        var digits = number.Length == Identifiers.PersonalNumber.Length ? number : "";
        var holders = db.Certificates.Where(paper => paper.Number == number && paper.WorkerId != null)
            .Select(paper => paper.WorkerId!.Value)
            .Union(db.Workers.Where(row => row.PersonalNumber == digits).Select(row => row.Id));
        return among.Where(row => holders.Contains(row.Id));
    }

    private static IQueryable<Worker> Filtered(IQueryable<Worker> workers, WorkerQuery asked)
    {
        if (asked.EnterpriseId is { } firm) workers = workers.Where(row => row.EnterpriseId == firm);
        if (PlainText.Of(asked.ParkCode) is { } park) workers = workers.Where(row => row.ParkCode == park);
        if (asked.Mode is { } mode) workers = workers.Where(row => row.Mode == mode);
        return workers;
    }

    // Few are named: their streets are looked at. Of all, one run for each street, in order along its own index.
    private static List<IQueryable<Worker>> RunsOf(IQueryable<Worker> workers, string? area, bool isNamed)
    {
        if (area is null) return [workers];
        string?[] codes = [area, .. AreaRegister.Seed.ChildrenOf(area).Select(part => part.Code)];
        return isNamed
            ? [workers.Where(row => codes.Contains(row.WorkAreaCode))]
            : [.. codes.Select(code => workers.Where(row => row.WorkAreaCode == code))];
    }

    private static IQueryable<Worker> PageOf(IQueryable<Worker> workers, Guid? after)
    {
        if (after is { } id) workers = workers.Where(row => row.Id < id);
        return workers.OrderByDescending(row => row.Id);
    }

    private async Task<IReadOnlyList<WorkerRow>> ShowAsync(
        IReadOnlyList<Worker> page, CancellationToken cancellation)
    {
        var firms = page.Select(row => row.EnterpriseId).OfType<Guid>().Distinct().ToList();
        var names = await db.Enterprises.AsNoTracking().Where(firm => firms.Contains(firm.Id))
            .ToDictionaryAsync(firm => firm.Id, firm => firm.Name, cancellation);
        return
        [
            .. page.Select(row => WorkerRow.Of(
                row,
                sight.Of(row, DataClass.Identity),
                row.EnterpriseId is { } firm ? names.GetValueOrDefault(firm) : null)),
        ];
    }

    private static string? NumberOf(string text)
    {
        var number = text.Trim().ToUpperInvariant();
        return number.Length >= MinNumberLength && number.Any(char.IsAsciiDigit)
            && number.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/')
                ? number
                : null;
    }
}
