using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Organisation;

/// <summary>Who answers for an office: those who hold its posts of supervisor and of leader.</summary>
public sealed class Superiors(AppDbContext db)
{
    public const string SupervisorPost = "supervisor";
    public const string LeaderPost = "leader";

    public Task<IReadOnlyList<Guid>> SupervisorsAsync(string department, DateOnly day) =>
        HoldersAsync(department, SupervisorPost, day);

    public Task<IReadOnlyList<Guid>> LeadersAsync(string department, DateOnly day) =>
        HoldersAsync(department, LeaderPost, day);

    private async Task<IReadOnlyList<Guid>> HoldersAsync(string department, string post, DateOnly day) =>
        await db.PostHoldings
            .Where(held => held.DepartmentCode == department && held.PostCode == post
                && held.From <= day && (held.To == null || held.To >= day))
            .Select(held => held.UserId)
            .Distinct()
            .ToListAsync();
}
