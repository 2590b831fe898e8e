using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Watchers;
using ApprovalFlows.Web.Components.Shared;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

/// <summary>What an office finds beside its inbox: only pages that are open to it.</summary>
public static class DeskLinks
{
    private static readonly NavigationEntry Ending = new("/ending", "hourglass", "Desk.Ending");
    private static readonly NavigationEntry Clues = new("/clues", "eye-search", "Desk.Clues");
    private static readonly NavigationEntry Assessments = new("/assessments", "medal", "Desk.Assessments");
    private static readonly NavigationEntry Sanctions = new("/sanctions", "gavel", "Desk.Sanctions");
    private static readonly NavigationEntry Deputies = new("/deputies", "user-share", "Desk.Deputies");
    private static readonly NavigationEntry Guides = new("/guides", "book-2", "Desk.Guides");
    private static readonly NavigationEntry Enterprises = new("/enterprises", "building", "Desk.Enterprises");

    public static IReadOnlyList<NavigationEntry> For(Actor actor)
    {
        var links = new List<NavigationEntry>();
        if (EndingService.MayRead(actor)) links.Add(Ending);
        if (ClueService.MayRead(actor)) links.Add(Clues);
        if (CycleOverview.MayRead(actor)) links.Add(Assessments);
        return [.. links, Sanctions, Enterprises, Deputies, Guides];
    }
}
