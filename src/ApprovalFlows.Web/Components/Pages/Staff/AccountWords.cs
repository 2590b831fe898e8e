using System.Globalization;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Pages.Staff;

/// <summary>Reads what the forms about accounts posted, and names their fields.</summary>
internal static class AccountWords
{
    public static string Field(string field) =>
        TextResources.TryFind("AccountField." + field, CultureInfo.CurrentUICulture) ?? field;

    public static AccountWish Read(IFormCollection form) => new()
    {
        UserName = form[AccountFields.UserName],
        DisplayName = form[AccountFields.DisplayName],
        Email = form[AccountFields.Email],
        Phone = form[AccountFields.Phone],
        Language = form[AccountFields.Language],
        Roles = [.. form[AccountFields.Roles].OfType<string>()],
        Enterprise = form[AccountFields.Enterprise],
        Worker = form[AccountFields.Worker],
    };

    /// <summary>What a change of an account changed, a line for each field.</summary>
    public static IReadOnlyList<string> Lines(string? fields, IStringLocalizer<StaffText> staff) =>
    [
        .. RecordDifference.Read(fields).Select(field =>
            $"{Field(field.Key)}: {Before(field, staff)}{Told(field.Key, field.Value[1], staff)}"),
    ];

    // Of a new account nothing was there before.
    private static string Before(KeyValuePair<string, string?[]> field, IStringLocalizer<StaffText> staff) =>
        string.IsNullOrEmpty(field.Value[0]) ? "" : $"{Told(field.Key, field.Value[0], staff)} → ";

    public static string RoleNames(IEnumerable<string> roles, IStringLocalizer<StaffText> staff) =>
        string.Join(" · ", roles.Select(role => staff[$"Role.{role}"].Value));

    private static string Told(string field, string? text, IStringLocalizer<StaffText> staff) => (field, text) switch
    {
        (_, null or "") => "—",
        (AccountFields.Roles, _) => RoleNames(text.Split(' '), staff),
        (AccountFields.Language, _) => Languages.Find(text)?.Name ?? text,
        _ => text,
    };
}
