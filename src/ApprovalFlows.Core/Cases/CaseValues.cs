using System.Globalization;
using System.Text.Json;

namespace ApprovalFlows.Core.Cases;

/// <summary>Reads single values of a form as it is kept in a case.</summary>
public static class CaseValues
{
    public static string? TextOf(this JsonElement values, string field) =>
        values.ValueKind == JsonValueKind.Object
        && values.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static DateOnly? DateOf(this JsonElement values, string field) =>
        DateOnly.TryParseExact(
            values.TextOf(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
