using System.Reflection;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.UIHints;

/// <summary>Says what a designer needs to edit an input; named in the Input attribute.</summary>
public interface IPropertyUIHandler
{
    float Priority => 0;

    ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default);
}

/// <summary>Gives an input the default value that designers offer.</summary>
public interface IActivityPropertyDefaultValueProvider
{
    object GetDefaultValue(PropertyInfo property);
}

/// <summary>A choice of a check list.</summary>
public sealed record CheckListItem(string Text, string Value);

/// <summary>A choice of a radio list.</summary>
public sealed record RadioListItem(string Text, string Value);

/// <summary>Base of the three kinds of choices.</summary>
public abstract class OfferedOptions<TItem> : IPropertyUIHandler
{
    /// <summary>Whether the designer asks again when another input changes.</summary>
    protected virtual bool RefreshOnChange => false;

    public virtual async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
    {
        var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
        var properties = new Dictionary<string, object> { [Hint] = Wrap(items) };
        foreach (var (key, value) in GetUIPropertyAdditionalOptions())
            properties[key] = value;
        return properties;
    }

    private protected abstract string Hint { get; }

    private protected abstract object Wrap(ICollection<TItem> items);

    protected abstract ValueTask<ICollection<TItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken);

    protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() =>
        RefreshOnChange ? new Dictionary<string, object> { ["Refresh"] = true } : [];
}

/// <summary>Base of what fills a dropdown.</summary>
public abstract class DropDownOptionsProviderBase : OfferedOptions<SelectListItem>
{
    private protected override string Hint => InputUIHints.DropDown;

    private protected override object Wrap(ICollection<SelectListItem> items) =>
        new { selectList = new { items } };
}

/// <summary>Base of what fills a check list.</summary>
public abstract class CheckListOptionsProviderBase : OfferedOptions<CheckListItem>
{
    private protected override string Hint => InputUIHints.CheckList;

    private protected override object Wrap(ICollection<CheckListItem> items) =>
        new { checkList = new { items, isFlagsEnum = false } };
}

/// <summary>Base of what fills a radio list.</summary>
public abstract class RadioListOptionsProviderBase : OfferedOptions<RadioListItem>
{
    private protected override string Hint => InputUIHints.RadioList;

    private protected override object Wrap(ICollection<RadioListItem> items) =>
        new { radioList = new { items, isFlagsEnum = false } };
}
