using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Cases;

public sealed record OwnWorker(Guid Id, string Name, string Number);

/// <summary>
/// The workers somebody may apply for, as a form offers them. Where they are very many, none: the number is asked.
/// </summary>
public sealed class OwnWorkers(AppDbContext db, CurrentActor current)
{
    public const int Most = 200;

    public async Task<IReadOnlyList<OwnWorker>> ListAsync(CancellationToken cancellation = default)
    {
        var found = await FirstAsync(Most + 1, cancellation);
        return found.Count > Most ? [] : found;
    }

    /// <summary>So many by name, an agency's clients too; without a personal number by the last document.</summary>
    public async Task<IReadOnlyList<OwnWorker>> FirstAsync(int count, CancellationToken cancellation = default)
    {
        var actor = current.Actor;
        if (actor.EnterpriseId is null && actor.WorkerId is null) return [];
        var found = await db.Workers.AsNoTracking()
            .Where(row => row.MergedIntoId == null
                && (row.Id == actor.WorkerId
                    || (actor.EnterpriseId != null
                        && (row.EnterpriseId == actor.EnterpriseId || row.AgencyId == actor.EnterpriseId))))
            .OrderBy(row => row.NameLatin)
            .ThenBy(row => row.Id)
            .Take(count)
            .Select(row => new
            {
                row.Id,
                row.NameOriginal,
                Number = row.PersonalNumber ?? db.Certificates
                    .Where(paper => paper.WorkerId == row.Id && SubjectService.DocumentKinds.Contains(paper.Kind))
                    .OrderByDescending(paper => paper.ValidTo)
                    .Select(paper => paper.Number)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return
        [
            .. found.Select(row => new OwnWorker(
                row.Id, row.NameOriginal, row.Number is { } number ? Masking.LastFour(number) : "–")),
        ];
    }

    /// <summary>
    /// The name behind the id in a form, for whoever may read the form; to an applicant, who may write anything into a
    /// form, of people only whom he applies or applied for.
    /// </summary>
    public async Task<string?> NameOfAsync(Guid id, CancellationToken cancellation = default)
    {
        var actor = current.Actor;
        var known = db.Workers.AsNoTracking().Where(row => row.Id == id);
        if (actor.Applies)
        {
            known = known.Where(row => row.Id == actor.WorkerId
                || (actor.EnterpriseId != null && (row.EnterpriseId == actor.EnterpriseId
                    || row.AgencyId == actor.EnterpriseId
                    || db.Cases.Any(file => file.WorkerId == id && file.EnterpriseId == actor.EnterpriseId))));
        }

        return await known.Select(row => row.NameOriginal).FirstOrDefaultAsync(cancellation);
    }
}
