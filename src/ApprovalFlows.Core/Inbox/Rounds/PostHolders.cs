using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>A person who holds a post today.</summary>
public sealed record PostHolder(Guid UserId, string UserName, string DisplayName, string Department, string Post);

/// <summary>Looks up who may be asked to sign. Nobody of the applicant's side is ever among them.</summary>
public sealed class PostHolders(AppDbContext db, TimeProvider time)
{
    public const int MaxPeople = 200;

    public Task<List<PostHolder>> OfPostAsync(
        Case file, string department, string post, CancellationToken cancellation = default) =>
        ListAsync(file, held => held.DepartmentCode == department && held.PostCode == post, cancellation);

    /// <summary>One entry per person, however many posts the person holds there.</summary>
    public async Task<IReadOnlyList<PostHolder>> OfDepartmentsAsync(
        Case file, IReadOnlyCollection<string> departments, CancellationToken cancellation = default)
    {
        var found = await ListAsync(file, held => departments.Contains(held.DepartmentCode), cancellation);
        return [.. found.DistinctBy(person => person.UserId)];
    }

    private Task<List<PostHolder>> ListAsync(
        Case file,
        System.Linq.Expressions.Expression<Func<PostHolding, bool>> which,
        CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return db.PostHoldings.AsNoTracking()
            .Where(held => held.From <= today && (held.To == null || held.To >= today))
            .Where(which)
            .Join(db.Users, held => held.UserId, user => user.Id, (held, user) => new { held, user })
            .Where(pair => pair.user.Id != file.ApplicantUserId
                && (pair.user.EnterpriseId == null || pair.user.EnterpriseId != file.EnterpriseId))
            .OrderBy(pair => pair.held.DepartmentCode).ThenBy(pair => pair.user.UserName)
            .Take(MaxPeople)
            .Select(pair => new PostHolder(
                pair.user.Id,
                pair.user.UserName!,
                pair.user.DisplayName,
                pair.held.DepartmentCode,
                pair.held.PostCode))
            .ToListAsync(cancellation);
    }
}
