using System.Linq.Expressions;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>A person who holds a post today.</summary>
public sealed record PostHolder(Guid UserId, string UserName, string DisplayName, string Department, string Post);

/// <summary>Looks up who may be asked to sign a task. Nobody who may not decide it is ever among them.</summary>
public sealed class PostHolders(AppDbContext db, Exclusions exclusions, TimeProvider time)
{
    public const int MaxPeople = 200;

    public Task<List<PostHolder>> OfPostAsync(
        Case file, ReviewTask task, string department, string post, CancellationToken cancellation = default) =>
        ListAsync(file, task, held => held.DepartmentCode == department && held.PostCode == post, cancellation);

    /// <summary>One entry per person, however many posts the person holds there.</summary>
    public async Task<IReadOnlyList<PostHolder>> OfDepartmentsAsync(
        Case file,
        ReviewTask task,
        IReadOnlyCollection<string> departments,
        CancellationToken cancellation = default)
    {
        var found = await ListAsync(file, task, held => departments.Contains(held.DepartmentCode), cancellation);
        return [.. found.DistinctBy(person => person.UserId)];
    }

    private async Task<List<PostHolder>> ListAsync(
        Case file,
        ReviewTask task,
        Expression<Func<PostHolding, bool>> which,
        CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var found = await db.PostHoldings.AsNoTracking()
            .Where(held => held.From <= today && (held.To == null || held.To >= today))
            .Where(which)
            .Join(db.Users, held => held.UserId, user => user.Id, (held, user) => new { held, user })
            .OrderBy(pair => pair.held.DepartmentCode).ThenBy(pair => pair.user.UserName)
            .Take(MaxPeople)
            .Select(pair => new
            {
                Person = new PostHolder(
                    pair.user.Id,
                    pair.user.UserName!,
                    pair.user.DisplayName,
                    pair.held.DepartmentCode,
                    pair.held.PostCode),
                pair.user.EnterpriseId,
            })
            .ToListAsync(cancellation);
        var reviewers = found.Select(row => new Reviewer(row.Person.UserId, row.EnterpriseId)).Distinct().ToList();
        var against = await exclusions.FindAsync(
            Exclusions.Of(file), task.StepId, task.IsTier, reviewers, cancellation);
        return [.. found.Select(row => row.Person).Where(person => !against.ContainsKey(person.UserId))];
    }
}
