using System.Reflection;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design;

/// <summary>The offices that exist today; a flow stores the code of one.</summary>
public sealed class OfficeChoices(AppDbContext db, TimeProvider time) : DropDownOptionsProviderBase
{
    protected override async ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var offices = await db.Departments.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. offices.Where(office => office.IsValidOn(today)).Select(office => new SelectListItem(
                new LocalText(office.NameZh, office.NameVi, office.NameEn).ToString(), office.Code)),
        ];
    }
}
