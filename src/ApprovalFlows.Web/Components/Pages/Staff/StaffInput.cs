using System.Globalization;
using ApprovalFlows.Core;

namespace ApprovalFlows.Web.Components.Pages.Staff;

/// <summary>Reads what the forms about people posted.</summary>
internal static class StaffInput
{
    public const string DayFormat = "yyyy-MM-dd";

    /// <exception cref="RuleViolation">It is no date.</exception>
    public static DateOnly Day(string text, string field) =>
        FindDay(text) ?? throw RuleViolation.Invalid(
            field, text.Length == 0 ? "FieldRequired" : "FieldMustBe", DayFormat);

    public static DateOnly? FindDay(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    public static string Written(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>A choice of department and post in one control: <c>hr-bureau/re-check</c>.</summary>
    public static (string? Department, string? Post) Place(string text) =>
        text.Split('/') is [{ Length: > 0 } department, { Length: > 0 } post] ? (department, post) : (null, null);
}
