using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>Which post is looked at, on which day; in which case, when one is meant.</summary>
public sealed record CandidateQuery(string Department, string Post, string Flow, DateOnly Day)
{
    public CaseParties? Parties { get; init; }
    public string StepId { get; init; } = "";
    public bool IsTier { get; init; }
}

/// <summary>Somebody who holds the post on the day or represents a holder, and what speaks against it.</summary>
public sealed record Candidate
{
    public required Guid UserId { get; init; }
    public required string UserName { get; init; }
    public required string Name { get; init; }

    /// <summary>The holder represented; null for a holder.</summary>
    public Guid? ForId { get; init; }
    public string? ForName { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }
    public required IReadOnlyList<Sentence> Against { get; init; }

    public bool IsEligible => Against.Count == 0;

    /// <summary>Why the person is asked at all.</summary>
    public Sentence Why => (ForName, To) switch
    {
        (null, null) => new Sentence("Candidate.Holder", From),
        (null, { } last) => new Sentence("Candidate.HolderUntil", From, last),
        ({ } absent, { } last) => new Sentence("Candidate.Deputy", absent, From, last),
        _ => new Sentence("Candidate.Holder", From),
    };
}

/// <summary>Finds who decides at a post on a day: its holders and their deputies.</summary>
public sealed class Candidates(AppDbContext db, Exclusions exclusions, TimeProvider time)
{
    /// <summary>More people than this hold no post.</summary>
    public const int MaxPeople = 500;

    public async Task<IReadOnlyList<Candidate>> FindAsync(
        CandidateQuery query, CancellationToken cancellation = default)
    {
        var named = await HoldersAsync(query, cancellation);
        if (named.Count > 0) named.AddRange(await DeputiesAsync(query, named, cancellation));
        var against = query.Parties is { } parties
            ? await exclusions.FindAsync(
                parties, query.StepId, query.IsTier,
                [.. named.Select(row => new Reviewer(row.UserId, row.EnterpriseId)).Distinct()], cancellation)
            : new Dictionary<Guid, Exclusion>();
        var now = time.GetUtcNow();
        return [.. named.Select(row => new Candidate
        {
            UserId = row.UserId,
            UserName = row.UserName,
            Name = row.Name,
            ForId = row.ForId,
            ForName = row.ForName,
            From = row.From,
            To = row.To,
            Against = [.. Against(row, against, now)],
        })];
    }

    public async Task<bool> AnyAsync(CandidateQuery query, CancellationToken cancellation = default) =>
        (await FindAsync(query, cancellation)).Any(candidate => candidate.IsEligible);

    private static IEnumerable<Sentence> Against(
        Named row, IReadOnlyDictionary<Guid, Exclusion> against, DateTimeOffset now)
    {
        if (!row.IsReviewer) yield return new Sentence("Candidate.NoReviewer");
        if (row.LockoutEnd > now) yield return new Sentence("Candidate.Locked");
        if (against.TryGetValue(row.UserId, out var own)) yield return own.Why;
        else if (row.ForId is { } absent && against.TryGetValue(absent, out var theirs))
            yield return new Sentence("Candidate.HolderExcluded", row.ForName!, theirs.Why);
    }

    private async Task<List<Named>> HoldersAsync(CandidateQuery query, CancellationToken cancellation) =>
        await db.PostHoldings.AsNoTracking()
            .Where(held => held.DepartmentCode == query.Department && held.PostCode == query.Post
                && held.From <= query.Day && (held.To == null || held.To >= query.Day))
            .Join(db.Users, held => held.UserId, user => user.Id, (held, user) => new Named
            {
                UserId = user.Id,
                UserName = user.UserName!,
                Name = user.DisplayName,
                EnterpriseId = user.EnterpriseId,
                LockoutEnd = user.LockoutEnd,
                From = held.From,
                To = held.To,
                IsReviewer = db.UserRoles.Any(link => link.UserId == user.Id
                    && db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Reviewer)),
            })
            .OrderBy(row => row.UserName)
            .Take(MaxPeople)
            .ToListAsync(cancellation);

    private async Task<List<Named>> DeputiesAsync(
        CandidateQuery query, List<Named> holders, CancellationToken cancellation)
    {
        var absent = holders.Select(row => row.UserId).Distinct().ToList();
        var rows = await db.Deputyships.AsNoTracking()
            .Where(row => absent.Contains(row.HolderId) && row.From <= query.Day && row.To >= query.Day
                && (row.DepartmentCode == null || row.DepartmentCode == query.Department)
                && (row.PostCode == null || row.PostCode == query.Post)
                && (row.Flow == null || row.Flow == query.Flow))
            .Join(db.Users, row => row.DeputyId, user => user.Id, (row, user) => new Named
            {
                UserId = user.Id,
                UserName = user.UserName!,
                Name = user.DisplayName,
                EnterpriseId = user.EnterpriseId,
                LockoutEnd = user.LockoutEnd,
                From = row.From,
                To = row.To,
                ForId = row.HolderId,
                IsReviewer = db.UserRoles.Any(link => link.UserId == user.Id
                    && db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Reviewer)),
            })
            .OrderBy(row => row.UserName)
            .Take(MaxPeople)
            .ToListAsync(cancellation);
        foreach (var row in rows) row.ForName = holders.First(holder => holder.UserId == row.ForId).Name;
        return rows;
    }

    private sealed class Named
    {
        public required Guid UserId { get; init; }
        public required string UserName { get; init; }
        public required string Name { get; init; }
        public Guid? EnterpriseId { get; init; }
        public DateTimeOffset? LockoutEnd { get; init; }
        public required DateOnly From { get; init; }
        public DateOnly? To { get; init; }
        public Guid? ForId { get; init; }
        public string? ForName { get; set; }
        public bool IsReviewer { get; init; }
    }
}
