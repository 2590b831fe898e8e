using System.Security.Claims;

namespace ApprovalFlows.Web.Components.Shared;

public sealed record NavigationEntry(string Address, string Icon, string TextKey)
{
    public bool IsCurrent(string path) =>
        Address == "/" ? path == "/" : path == Address || path.StartsWith(Address + "/", StringComparison.Ordinal);
}

/// <summary>What each audience finds on the left: at most seven entries, only pages that exist.</summary>
public static class Navigation
{
    private static readonly NavigationEntry Verify = new("/verify", "shield-check", "Nav.Verify");
    private static readonly NavigationEntry Guides = new("/guides", "book-2", "Nav.Guides");

    private static readonly NavigationEntry[] Public =
        [new("/", "home", "Nav.Home"), Guides, Verify];

    private static readonly NavigationEntry[] Applicant =
    [
        new("/apply", "file-plus", "Nav.Apply"),
        new("/cases", "folders", "Nav.MyCases"),
        new("/certificates", "certificate", "Nav.MyCertificates"),
    ];

    private static readonly NavigationEntry[] Reviewer =
        [new("/inbox", "inbox", "Nav.Inbox")];

    public static IReadOnlyList<NavigationEntry> For(ClaimsPrincipal? person)
    {
        if (person?.Identity?.IsAuthenticated != true) return Public;
        var entries = new List<NavigationEntry>();
        if (Audiences.IsApplicant(person)) entries.AddRange(Applicant);
        if (Audiences.IsReviewer(person)) entries.AddRange(Reviewer);
        entries.AddRange([Guides, Verify]);
        return entries;
    }
}
