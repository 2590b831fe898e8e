using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>Looks up the offices a flow names, as they are today, and who may decide there.</summary>
public sealed class OfficeRegister(AppDbContext db, TimeProvider time)
{
    private const int MaxSuccessions = 20;

    internal async Task<IReadOnlyDictionary<(string Department, string Post), ReviewOffice>> FindAsync(
        IEnumerable<(string Department, string Post)> named, CancellationToken cancellation)
    {
        var offices = new Dictionary<(string, string), ReviewOffice>();
        foreach (var office in named.Distinct())
            offices[office] = await FindAsync(office.Department, office.Post, cancellation);
        return offices;
    }

    private async Task<ReviewOffice> FindAsync(string department, string post, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var first = await FindDepartmentAsync(department, cancellation);
        if (first is null) return new(OfficeState.DepartmentUnknown, department, null, []);
        var living = first;
        for (var hop = 0; hop < MaxSuccessions && living?.IsValidOn(today) == false; hop++)
            living = living.SuccessorCode is { } next ? await FindDepartmentAsync(next, cancellation) : null;
        if (living?.IsValidOn(today) != true) return new(OfficeState.DepartmentEnded, first.NameZh, null, []);
        if (!await db.Set<Post>().AnyAsync(row => row.DepartmentCode == living.Code && row.Code == post, cancellation))
            return new(OfficeState.PostUnknown, living.NameZh, null, []);
        var holders = await HoldersAsync(living.Code, post, today, cancellation);
        List<PostHolder> superiors = [];
        foreach (var above in new[] { living.SupervisorPost, living.LeaderPost }.OfType<string>())
            if (above != post) superiors.AddRange(await HoldersAsync(living.Code, above, today, cancellation));
        return living == first
            ? new(OfficeState.Alive, first.NameZh, null, holders) { Superiors = superiors }
            : new(OfficeState.Succeeded, first.NameZh, living.NameZh, holders) { Superiors = superiors };
    }

    private Task<Department?> FindDepartmentAsync(string code, CancellationToken cancellation) =>
        db.Departments.FirstOrDefaultAsync(row => row.Code == code, cancellation);

    private async Task<IReadOnlyList<PostHolder>> HoldersAsync(
        string department, string post, DateOnly today, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = await db.Users.AsNoTracking()
            .Where(user => db.PostHoldings.Any(held => held.DepartmentCode == department && held.PostCode == post
                && held.From <= today && (held.To == null || held.To >= today)
                && (held.UserId == user.Id || db.Deputyships.Any(row => row.DeputyId == user.Id
                    && row.HolderId == held.UserId && row.From <= today && row.To >= today && row.Flow == null
                    && (row.DepartmentCode == null || row.DepartmentCode == department)
                    && (row.PostCode == null || row.PostCode == post)))))
            .OrderBy(user => user.UserName)
            .Select(user => new
            {
                user.Id,
                user.DisplayName,
                user.EnterpriseId,
                user.LockoutEnd,
                Roles = db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!)
                    .ToList(),
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new PostHolder(
                row.Id,
                row.DisplayName,
                row.Roles.Contains(Roles.Reviewer) && !(row.LockoutEnd > now),
                row.EnterpriseId is not null || row.Roles.Contains(Roles.Applicant))),
        ];
    }
}
