using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

/// <summary>
/// Brings the offices and posts of the two plans into an empty database; later changes are the
/// administrators'.
/// </summary>
public sealed class OrganisationSeed(AppDbContext db)
{
    public async Task LoadAsync(CancellationToken cancellation = default)
    {
        var file = SeedFile.Read<OrganisationFile>("Organisation/organisation.json");
        if (await db.Departments.AnyAsync(cancellation))
        {
            await AddSuperiorsAsync(file, cancellation);
            return;
        }

        db.Departments.AddRange(file.Departments.Select(row => new Department
        {
            Code = row.Code,
            NameZh = row.Name.Zh,
            NameVi = row.Name.Vi,
            NameEn = row.Name.En,
            Region = row.Region,
            ValidFrom = row.ValidFrom,
            ValidTo = row.ValidTo,
            SuccessorCode = row.Successor,
            SupervisorPost = row.Supervisor,
            LeaderPost = row.Leader,
        }));
        db.AddRange(file.Posts.Select(PostOf));
    }

    // A database from before offices had superiors: what was never told is told once.
    private async Task AddSuperiorsAsync(OrganisationFile file, CancellationToken cancellation)
    {
        var bare = await db.Departments
            .Where(office => office.SupervisorPost == null && office.LeaderPost == null)
            .ToListAsync(cancellation);
        foreach (var office in bare)
        {
            if (file.Departments.FirstOrDefault(row => row.Code == office.Code) is not { } row) continue;
            (office.SupervisorPost, office.LeaderPost) = (row.Supervisor, row.Leader);
            foreach (var post in file.Posts.Where(post =>
                post.Department == row.Code && (post.Code == row.Supervisor || post.Code == row.Leader)))
            {
                if (await db.Posts.FindAsync([post.Department, post.Code], cancellation) is null)
                    db.Posts.Add(PostOf(post));
            }
        }
    }

    private static Post PostOf(PostRow row) => new()
    {
        DepartmentCode = row.Department,
        Code = row.Code,
        NameZh = row.Name.Zh,
        NameVi = row.Name.Vi,
        NameEn = row.Name.En,
    };

    private sealed record OrganisationFile(
        string Source, IReadOnlyList<DepartmentRow> Departments, IReadOnlyList<PostRow> Posts);

    private sealed record DepartmentRow(
        string Code,
        string Region,
        DateOnly ValidFrom,
        DateOnly? ValidTo,
        string? Successor,
        string? Supervisor,
        string? Leader,
        LocalText Name);

    private sealed record PostRow(string Department, string Code, LocalText Name);
}
