using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Organisation;

/// <summary>
/// Who stands over an office on a day: the holders of its supervisor's post (分管负责人) and of its
/// leader's (主要负责人), at the office that answers for it by then. Empty while nobody holds them.
/// </summary>
public sealed class Superiors(AppDbContext db, DepartmentService departments)
{
    public async Task<IReadOnlyList<Guid>> SupervisorsAsync(
        string department, DateOnly day, CancellationToken cancellation = default)
    {
        var office = await departments.ResolveAsync(department, day, cancellation);
        return await HoldersAsync(office.Code, office.SupervisorPost, day, cancellation);
    }

    public async Task<IReadOnlyList<Guid>> LeadersAsync(
        string department, DateOnly day, CancellationToken cancellation = default)
    {
        var office = await departments.ResolveAsync(department, day, cancellation);
        return await HoldersAsync(office.Code, office.LeaderPost, day, cancellation);
    }

    private async Task<IReadOnlyList<Guid>> HoldersAsync(
        string department, string? post, DateOnly day, CancellationToken cancellation) => post is null
        ? []
        : await db.PostHoldings
            .Where(held => held.DepartmentCode == department && held.PostCode == post
                && held.From <= day && (held.To == null || held.To >= day))
            .Select(held => held.UserId)
            .Distinct()
            .ToListAsync(cancellation);
}
