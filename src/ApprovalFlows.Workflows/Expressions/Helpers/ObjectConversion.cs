namespace ApprovalFlows.Workflows.Expressions.Helpers;

/// <summary>Converts values as Elsa does; the order of the rules matters.</summary>
public static class ObjectConversion
{
    public static T? ConvertTo<T>(this object? value) =>
        value is T typed ? typed : value is null ? default : (T?)Convert(value, typeof(T), false);

    public static object? ConvertTo(this object? value, Type type) => Convert(value, type, false);

    public static bool TryConvertTo(this object? value, Type type, out object? result) =>
        value.TryConvertTo(type, true, out result);

    internal static bool TryConvertTo(this object? value, Type type, bool strict, out object? result)
    {
        try
        {
            result = Convert(value, type, strict);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            result = null;
            return false;
        }
    }

    public static object? Convert(object? value, Type type, bool strict) =>
        ConversionRules.Apply(value, type, strict);
}
