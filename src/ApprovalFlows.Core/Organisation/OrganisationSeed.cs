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
        if (await db.Departments.AnyAsync(cancellation)) return;
        var file = SeedFile.Read<OrganisationFile>("Organisation/organisation.json");
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
        }));
        db.AddRange(file.Posts.Select(row => new Post
        {
            DepartmentCode = row.Department,
            Code = row.Code,
            NameZh = row.Name.Zh,
            NameVi = row.Name.Vi,
            NameEn = row.Name.En,
        }));
    }

    private sealed record OrganisationFile(
        string Source, IReadOnlyList<DepartmentRow> Departments, IReadOnlyList<PostRow> Posts);

    private sealed record DepartmentRow(
        string Code, string Region, DateOnly ValidFrom, DateOnly? ValidTo, string? Successor, LocalText Name);

    private sealed record PostRow(string Department, string Code, LocalText Name);
}
