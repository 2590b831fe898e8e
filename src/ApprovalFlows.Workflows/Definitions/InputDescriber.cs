using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.UIHints;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Derives the descriptor of one input property.</summary>
internal static class InputDescriber
{
    public static InputDescriptor Describe(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>() ?? new InputAttribute();
        var isWrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        var type = Wrapped(property.PropertyType, isWrapped);
        var name = attribute.Name ?? property.Name;
        var hint = attribute.UIHint ?? HintFor(type);
        return new InputDescriptor
        {
            Name = name,
            PropertyName = property.Name,
            Type = type,
            IsWrapped = isWrapped,
            UIHint = hint,
            DisplayName = property.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName
                ?? attribute.DisplayName ?? Humanize.Title(name),
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description
                ?? attribute.Description,
            Category = property.GetCustomAttribute<CategoryAttribute>()?.Category ?? attribute.Category,
            Order = attribute.Order,
            DefaultValue = attribute.DefaultValue ?? Provided(attribute.DefaultValueProvider, property),
            DefaultSyntax = attribute.DefaultSyntax,
            IsReadOnly = attribute.IsReadOnly,
            IsBrowsable = attribute.IsBrowsable,
            IsSerializable = attribute.IsSerializable,
            AutoEvaluate = attribute.AutoEvaluate,
            IsSensitive = attribute.CanContainSecrets,
            Items = ItemsOf(attribute, type),
            Property = property,
            UIHandlers = [.. attribute.UIHandlers ?? [], .. new[] { attribute.UIHandler }.OfType<Type>()],
            Get = activity => property.GetValue(activity),
            Set = (activity, value) => property.SetValue(activity, value),
        };
    }

    private static object? Provided(Type? provider, PropertyInfo property) =>
        provider is null
            ? null
            : ((IActivityPropertyDefaultValueProvider)Activator.CreateInstance(provider)!).GetDefaultValue(property);

    private static Type Wrapped(Type propertyType, bool isWrapped) =>
        !isWrapped ? propertyType
        : propertyType.IsGenericType ? propertyType.GetGenericArguments()[0]
        : typeof(object);

    private static string HintFor(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(bool))
            return InputUIHints.Checkbox;
        if (bare == typeof(string))
            return InputUIHints.SingleLine;
        if (bare == typeof(Type))
            return InputUIHints.TypePicker;
        if (typeof(Variable).IsAssignableFrom(bare))
            return InputUIHints.VariablePicker;
        return bare.IsEnum || typeof(IEnumerable).IsAssignableFrom(bare)
            ? InputUIHints.DropDown
            : InputUIHints.SingleLine;
    }

    private static IReadOnlyList<SelectListItem>? ItemsOf(InputAttribute attribute, Type type)
    {
        if (attribute.Options is IEnumerable options and not string)
            return [.. options.Cast<object>().Select(TextItem)];
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (!bare.IsEnum)
            return null;
        // By value: several names of one value are one choice.
        var names = Enum.GetValues(bare).Cast<object>().Distinct().Select(TextItem);
        return bare == type ? [.. names] : [new SelectListItem("-", ""), .. names];
    }

    private static SelectListItem TextItem(object option)
    {
        var text = Convert.ToString(option, CultureInfo.InvariantCulture) ?? "";
        return new(text, text);
    }
}
