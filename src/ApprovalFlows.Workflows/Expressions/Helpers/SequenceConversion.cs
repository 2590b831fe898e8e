using System.Collections;

namespace ApprovalFlows.Workflows.Expressions.Helpers;

/// <summary>Converts sequences item by item.</summary>
internal static class SequenceConversion
{
    public static bool TryConvert(
        object value, IEnumerable items, Type target, bool strict, out object? result)
    {
        result = null;
        if (ElementTypeOf(target) is not { } element)
            return false;
        // A text is one item of a list of texts; to other lists it is its letters.
        var source = value is string && element == typeof(string) ? new[] { value } : items;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in source)
            list.Add(ObjectConversion.Convert(item, element, strict));
        if (target.IsArray)
        {
            var array = Array.CreateInstance(element, list.Count);
            list.CopyTo(array, 0);
            result = array;
        }
        else if (target.IsInstanceOfType(list))
        {
            result = list;
        }
        else
        {
            result = Activator.CreateInstance(target, list);
        }

        return true;
    }

    private static Type? ElementTypeOf(Type target)
    {
        if (target.IsArray)
            return target.GetElementType();
        if (target == typeof(string) || !target.IsGenericType)
            return null;
        var arguments = target.GetGenericArguments();
        return arguments.Length == 1 && typeof(IEnumerable).IsAssignableFrom(target)
            ? arguments[0]
            : null;
    }
}
