namespace ApprovalFlows.Workflows.Expressions.Helpers;

/// <summary>Conversions among the date types; a date without offset counts as UTC.</summary>
internal static class DateConversion
{
    public static bool TryConvert(object value, Type target, out object? result)
    {
        result = (value, target) switch
        {
            (DateTime date, _) when target == typeof(DateTimeOffset) => ToOffset(date),
            (DateTime date, _) when target == typeof(DateOnly) => DateOnly.FromDateTime(date),
            (DateTimeOffset date, _) when target == typeof(DateTime) => date.DateTime,
            (DateTimeOffset date, _) when target == typeof(DateOnly) =>
                DateOnly.FromDateTime(date.DateTime),
            (DateOnly date, _) when target == typeof(DateTime) => date.ToDateTime(TimeOnly.MinValue),
            (DateOnly date, _) when target == typeof(DateTimeOffset) =>
                ToOffset(date.ToDateTime(TimeOnly.MinValue)),
            _ => null,
        };
        return result is not null;
    }

    private static DateTimeOffset ToOffset(DateTime date) =>
        date.Kind == DateTimeKind.Unspecified ? new(date, TimeSpan.Zero) : new(date);
}
