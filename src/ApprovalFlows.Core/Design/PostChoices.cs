using System.Reflection;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design;

/// <summary>The posts of the office chosen beside; before one is chosen those of all, with their offices.</summary>
public sealed class PostChoices(AppDbContext db) : DropDownOptionsProviderBase
{
    protected override bool RefreshOnChange => true;

    protected override async ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken)
    {
        var office = OfficeIn(context);
        var posts = await db.Set<Post>().AsNoTracking()
            .Where(post => office == null || post.DepartmentCode == office)
            .ToListAsync(cancellationToken);
        if (office is not null) return [.. posts.Select(post => new SelectListItem(NameOf(post), post.Code))];
        var offices = await db.Departments.AsNoTracking()
            .ToDictionaryAsync(row => row.Code, NameOf, cancellationToken);
        // One code may stand for a post of several offices, and a choice must be there once.
        return
        [
            .. posts.GroupBy(post => post.Code).Select(same => new SelectListItem(
                string.Join(" / ", same.Select(post => $"{offices[post.DepartmentCode]} – {NameOf(post)}")), same.Key)),
        ];
    }

    private static string? OfficeIn(object? context) =>
        context is JsonObject inputs && inputs["department"] is JsonObject input
        && input["expression"] is JsonObject expression
        && expression["type"]?.ToString() == "Literal" && expression["value"]?.ToString() is { Length: > 0 } code
            ? code
            : null;

    private static string NameOf(Post post) => new LocalText(post.NameZh, post.NameVi, post.NameEn).ToString();

    private static string NameOf(Department office) =>
        new LocalText(office.NameZh, office.NameVi, office.NameEn).ToString();
}
