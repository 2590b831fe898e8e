using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>Whose case it is, and under which flow.</summary>
public sealed record CaseParties(Guid CaseId, string Flow, Guid ApplicantUserId, Guid? EnterpriseId);

/// <summary>Somebody who might decide.</summary>
public sealed record Reviewer(Guid UserId, Guid? EnterpriseId);

/// <summary>Why a person may not decide a task; a state of the case, or something about the person.</summary>
public sealed record Exclusion(RuleKind Kind, Sentence Why)
{
    public RuleViolation Refusal => new(Kind, Why);
}

/// <summary>
/// Who may not decide in a case: its applicant and the enterprise's people, whoever has an interest in
/// it (公务员法 §76), and at a tier whoever decided another tier of the same case.
/// </summary>
public sealed class Exclusions(AppDbContext db)
{
    public async Task<CaseParties> PartiesAsync(Guid caseId, CancellationToken cancellation = default) =>
        db.Cases.Local.FirstOrDefault(file => file.Id == caseId) is { } known
            ? Of(known)
            : await db.Cases
                .Where(file => file.Id == caseId)
                .Select(file => new CaseParties(file.Id, file.Flow, file.ApplicantUserId, file.EnterpriseId))
                .SingleAsync(cancellation);

    public static CaseParties Of(Case file) => new(file.Id, file.Flow, file.ApplicantUserId, file.EnterpriseId);

    public static Exclusion? OwnCase(CaseParties parties, Reviewer person) =>
        person.UserId == parties.ApplicantUserId
        || (person.EnterpriseId is { } own && own == parties.EnterpriseId)
            ? new Exclusion(RuleKind.Forbidden, new Sentence("NobodyReviewsOwnCase"))
            : null;

    /// <summary>The first reason against each of these people, who is not in the answer without one.</summary>
    public async Task<IReadOnlyDictionary<Guid, Exclusion>> FindAsync(
        CaseParties parties,
        string stepId,
        bool isTier,
        IReadOnlyCollection<Reviewer> people,
        CancellationToken cancellation = default)
    {
        var found = new Dictionary<Guid, Exclusion>();
        foreach (var person in people)
            if (OwnCase(parties, person) is { } own) found.TryAdd(person.UserId, own);
        var ids = people.Select(person => person.UserId).ToList();
        // Colleagues learn the ground, never the private reason behind it.
        foreach (var row in await RecusalsAsync(parties, ids, cancellation))
            found.TryAdd(row.PersonId, new Exclusion(
                RuleKind.Forbidden, new Sentence("RecusedFromCase", Recusal.BasisOf(row.Ground))));
        if (!isTier) return found;
        foreach (var tier in await TiersAsync(parties.CaseId, stepId, cancellation))
        {
            var decided = new Exclusion(RuleKind.Conflict, new Sentence(
                "DecidedAnotherTier", Signature.Shown(tier.DecidedByName!),
                new LocalText(tier.TitleZh, tier.TitleVi, tier.TitleEn), ChinaTime.DateOf(tier.FinishedAt!.Value)));
            found.TryAdd(tier.DecidedById!.Value, decided);
            // What a deputy decided was decided in the name of the holder.
            if (tier.DecidedForId is { } absent) found.TryAdd(absent, decided);
        }

        return found;
    }

    private Task<List<Recusal>> RecusalsAsync(
        CaseParties parties, List<Guid> people, CancellationToken cancellation) =>
        db.Recusals.AsNoTracking()
            .Where(row => people.Contains(row.PersonId) && row.EndedAt == null
                && (row.ApplicantId == parties.ApplicantUserId
                    || (row.EnterpriseId != null && row.EnterpriseId == parties.EnterpriseId)))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);

    // Tracked: the tier decided a moment ago, in this unit of work, counts and is not stored yet.
    private async Task<IEnumerable<ReviewTask>> TiersAsync(
        Guid caseId, string stepId, CancellationToken cancellation)
    {
        var tasks = await db.ReviewTasks.Where(task => task.CaseId == caseId && task.IsTier).ToListAsync(cancellation);
        return tasks
            .Where(task => task.StepId != stepId && task.Status == ReviewTaskStatus.Decided && !task.IsDeemed)
            .OrderBy(task => task.FinishedAt);
    }
}
