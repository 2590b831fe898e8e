using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Watchers;

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
    private static readonly NavigationEntry Deputies = new("/deputies", "user-share", "Nav.Deputies");
    private static readonly NavigationEntry Calendar = new("/calendar", "calendar", "Nav.Calendar");
    private static readonly NavigationEntry Reminders = new("/reminders", "bell", "Nav.Reminders");

    private static readonly NavigationEntry MyPapers = new("/my-papers", "id", "Nav.MyPapers");
    private static readonly NavigationEntry Letters = new("/letters", "mail", "Nav.Letters");
    private static readonly NavigationEntry Workers = new("/workers", "users", "Nav.Workers");
    private static readonly NavigationEntry Enterprises = new("/enterprises", "building", "Nav.Enterprises");
    private static readonly NavigationEntry Crossings = new("/crossings", "arrows-exchange", "Nav.Crossings");
    private static readonly NavigationEntry Jobs = new("/jobs", "clock-play", "Nav.Jobs");
    private static readonly NavigationEntry Ending = new("/ending", "calendar-due", "Nav.Ending");
    private static readonly NavigationEntry Clues = new("/clues", "eye-search", "Nav.Clues");

    private static readonly NavigationEntry[] Applicant =
    [
        new("/apply", "file-plus", "Nav.Apply"),
        new("/cases", "folders", "Nav.MyCases"),
        new("/certificates", "certificate", "Nav.MyCertificates"),
    ];

    public static IReadOnlyList<NavigationEntry> For(Actor actor)
    {
        if (actor.UserId == Guid.Empty) return [Home, Guides, Verify];
        var entries = new List<NavigationEntry>();
        if (actor.IsIn(Roles.Applicant)) entries.AddRange(Applicant);
        else if (actor.Applies) entries.AddRange(Applicant[..2]);
        if (actor.Posts.Count > 0) entries.Add(Inbox);
        if (!actor.IsIn(Roles.Applicant) && (actor.Posts.Count > 0 || actor.IsIn(Roles.Auditor)))
            entries.Add(AllCases);
        if (actor.IsIn(Roles.Worker)) entries.Add(MyPapers);
        if (actor.IsIn(Roles.Reviewer)) entries.AddRange([Letters, Deputies]);
        if (Visibility.OfWorkers(actor).Count > 0) entries.Add(Workers);
        if (CrossingList.MayRead(actor)) entries.Add(Crossings);
        else if (actor.Posts.Count > 0) entries.Add(Enterprises);
        if (actor.IsIn(Roles.Reviewer)) entries.Add(Deputies);
        if (EndingService.MayRead(actor)) entries.Add(Ending);
        if (ClueService.MayRead(actor)) entries.Add(Clues);
        if (actor.IsIn(Roles.FlowAdmin) || actor.IsIn(Roles.Auditor)) entries.AddRange([Studio, Instances]);
        if (actor.IsIn(Roles.Admin) || actor.IsIn(Roles.FlowAdmin) || actor.IsIn(Roles.Auditor)) entries.Add(Outbox);
        if (actor.IsIn(Roles.Admin) || actor.IsIn(Roles.Auditor)) entries.Add(Posts);
        if (actor.IsIn(Roles.Admin)) entries.Add(Calendar);
        if (actor.IsIn(Roles.Admin) || actor.IsIn(Roles.Auditor)) entries.AddRange([Reminders, Jobs]);
        entries.AddRange([Guides, Verify]);
        return entries;
    }
}
