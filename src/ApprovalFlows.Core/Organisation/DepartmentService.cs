using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Organisation;

public sealed class DepartmentService(AppDbContext db)
{
    private const int MaxSuccessions = 20;

    public async Task<IReadOnlyList<Department>> ListAsync(CancellationToken cancellation = default) =>
        await db.Departments.AsNoTracking().OrderBy(office => office.Code).ToListAsync(cancellation);

    /// <summary>The office that answers for <paramref name="code"/> on that day, through all successions.</summary>
    /// <exception cref="RuleViolation">No such office, or it ended without a successor.</exception>
    public async Task<Department> ResolveAsync(
        string code, DateOnly day, CancellationToken cancellation = default)
    {
        var current = code;
        for (var hop = 0; hop < MaxSuccessions; hop++)
        {
            var department = await db.Departments.FindAsync([current], cancellation)
                ?? throw new RuleViolation("DepartmentUnknown", code);
            if (department.IsValidOn(day)) return department;
            current = department.SuccessorCode
                ?? throw new RuleViolation("DepartmentEnded", department.NameZh);
        }

        throw new RuleViolation("DepartmentEnded", code);
    }
}
