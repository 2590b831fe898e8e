using System.Reflection;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design;

/// <summary>What may happen with a step whose post is empty.</summary>
public sealed class WhenNobodyChoices : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([.. WhenNobody.All.Select(word =>
            new SelectListItem(new Sentence($"Choice.WhenNobody.{word}").ToString(), word))]);
}
