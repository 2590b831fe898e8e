using System.Reflection;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design;

/// <summary>
/// The posts of all offices, each with its office. Studio can ask anew when another input changes, but then
/// asks without end, so the list does not follow the office that is chosen.
/// </summary>
public sealed class PostChoices(AppDbContext db, TimeProvider time) : DropDownOptionsProviderBase
{
    protected override async ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var rows = await db.Set<Post>().AsNoTracking()
            .Join(db.Departments, post => post.DepartmentCode, row => row.Code, (post, office) => new { post, office })
            .ToListAsync(cancellationToken);
        // One code may stand for a post of several offices, and a choice must be there once.
        return
        [
            .. rows.Where(row => row.office.IsValidOn(today))
                .GroupBy(row => row.post.Code, row => LabelOf(row.office, row.post))
                .Select(same => new SelectListItem(string.Join(" / ", same), same.Key)),
        ];
    }

    private static string LabelOf(Department office, Post post) =>
        $"{new LocalText(office.NameZh, office.NameVi, office.NameEn)} – "
        + new LocalText(post.NameZh, post.NameVi, post.NameEn);
}
