using System.Reflection;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.UIHints;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>An activity whose inputs offer choices of every kind.</summary>
[Activity("Samples", "Samples")]
public sealed class Choose : CodeActivity
{
    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(Colours), DefaultValueProvider = typeof(FavouriteColour))]
    public Input<string> Colour { get; set; } = null!;

    [Input(UIHint = InputUIHints.CheckList, UIHandlers = [typeof(Days)])]
    public Input<ICollection<string>> On { get; set; } = null!;

    [Input(UIHint = InputUIHints.RadioList, UIHandler = typeof(Sizes))]
    public Input<string> Size { get; set; } = null!;

    [Input(UIHint = InputUIHints.RadioList, Options = new[] { "a", "b" })]
    public Input<string> Fixed { get; set; } = null!;
}

public sealed class Colours : DropDownOptionsProviderBase
{
    protected override bool RefreshOnChange => true;

    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new SelectListItem("Red", "red"), new SelectListItem(propertyInfo.Name, $"{context}")]);
}

public sealed class FavouriteColour : IActivityPropertyDefaultValueProvider
{
    public object GetDefaultValue(PropertyInfo property) => $"favourite {property.Name}";
}

public sealed class Days : CheckListOptionsProviderBase
{
    protected override ValueTask<ICollection<CheckListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new CheckListItem("Monday", "mon")]);
}

public sealed class Sizes(TimeProvider clock) : RadioListOptionsProviderBase
{
    protected override ValueTask<ICollection<RadioListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([new RadioListItem("Small", clock.GetType().Name)]);
}
