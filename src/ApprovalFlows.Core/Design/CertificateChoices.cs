using System.Reflection;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design;

/// <summary>The kinds of certificates.</summary>
public sealed class CertificateChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) => new(
        [.. CertificateKinds.All.Select(kind => new SelectListItem(CertificateKinds.NameOf(kind).ToString(), kind))]);
}
