using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Web.Components.Shared;

public sealed record NavigationEntry(string Address, string Icon, string TextKey)
{
    /// <summary>Whether a number beside it says how much waits there.</summary>
    public bool HasCount { get; init; }

    public bool IsCurrent(string path) => Address == "/"
        ? path == "/"
        : path == Address || path.StartsWith(Address + "/", StringComparison.Ordinal);
}

/// <summary>What each audience finds on the left: at most seven entries, only pages that exist.</summary>
public static class Navigation
{
    private static readonly NavigationEntry Home = new("/", "home", "Nav.Home");
    private static readonly NavigationEntry Verify = new("/verify", "shield-check", "Nav.Verify");
    private static readonly NavigationEntry Guides = new("/guides", "book-2", "Nav.Guides");
    private static readonly NavigationEntry AllCases = new("/cases", "folders", "Nav.Cases");
    private static readonly NavigationEntry Inbox = new("/inbox", "inbox", "Nav.Inbox") { HasCount = true };

    private static readonly NavigationEntry Studio = new("/studio", "sitemap", "Nav.Studio");
    private static readonly NavigationEntry Instances = new("/instances", "route", "Nav.Instances");
    private static readonly NavigationEntry Outbox = new("/outbox", "mailbox", "Nav.Outbox");
    private static readonly NavigationEntry Posts = new("/posts", "users-group", "Nav.Posts");
    private static readonly NavigationEntry Calendar = new("/calendar", "calendar", "Nav.Calendar");
    private static readonly NavigationEntry Reminders = new("/reminders", "bell", "Nav.Reminders");

    private static readonly NavigationEntry MyPapers = new("/my-papers", "id", "Nav.MyPapers");
    private static readonly NavigationEntry Letters = new("/letters", "mail", "Nav.Letters");
    private static readonly NavigationEntry Workers = new("/workers", "users", "Nav.Workers");
    private static readonly NavigationEntry Enterprises = new("/enterprises", "building", "Nav.Enterprises");
    private static readonly NavigationEntry Crossings = new("/crossings", "arrows-exchange", "Nav.Crossings");
    private static readonly NavigationEntry Jobs = new("/jobs", "clock-play", "Nav.Jobs");
    private static readonly NavigationEntry Ending = new("/ending", "calendar-due", "Nav.Ending");

    private static readonly NavigationEntry Desk = new("/desk", "id-badge-2", "Nav.Desk");
    private static readonly NavigationEntry Apply = new("/apply", "file-plus", "Nav.Apply");
    private static readonly NavigationEntry MyCases = new("/cases", "folders", "Nav.MyCases");

    private static readonly NavigationEntry[] Firm =
    [
        new("/workspace", "briefcase", "Nav.Workspace"),
        Apply,
        MyCases,
        new("/certificates", "certificate", "Nav.MyCertificates"),
        Workers,
        Ending,
    ];

    private static readonly NavigationEntry[] Person = [MyPapers, Apply, MyCases, Guides];

    public static IReadOnlyList<NavigationEntry> For(Actor actor)
    {
        if (actor.UserId == Guid.Empty) return [Home, Guides, Verify];
        if (actor.HasFirstPassword) return [];
        if (actor.IsIn(Roles.Applicant)) return [.. Firm, Verify];
        if (actor.IsIn(Roles.Worker)) return [.. Person, Verify];
        return actor.Posts.Count > 0 ? OfOffice(actor) : OfHouse(actor);
    }

    // What an office needs now and then is on its desk.
    private static List<NavigationEntry> OfOffice(Actor actor)
    {
        List<NavigationEntry> entries = [Inbox, Desk, AllCases];
        if (Visibility.OfWorkers(actor).Count > 0) entries.Add(Workers);
        entries.Add(CrossingList.MayRead(actor) ? Crossings : Enterprises);
        return [.. entries, Letters, Verify];
    }

    private static List<NavigationEntry> OfHouse(Actor actor)
    {
        var (isAdmin, isAuditor, isDesigner) = (
            actor.IsIn(Roles.Admin), actor.IsIn(Roles.Auditor), actor.IsIn(Roles.FlowAdmin));
        var entries = new List<NavigationEntry>();
        if (isAuditor) entries.Add(AllCases);
        if (isDesigner || isAuditor) entries.AddRange([Studio, Instances]);
        // Whoever has no post yet reads guides.
        if (isAdmin || isAuditor || isDesigner) entries.Add(Outbox);
        if (isAdmin || isAuditor) entries.AddRange([Posts, Jobs, Reminders]);
        if (isAdmin) entries.Add(Calendar);
        if (!isAuditor) entries.AddRange([Guides, Verify]);
        return entries;
    }
}
