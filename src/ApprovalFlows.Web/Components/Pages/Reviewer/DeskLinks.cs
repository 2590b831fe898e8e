using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.Web.Components.Shared;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

/// <summary>What an office finds beside its inbox: only pages that are open to it.</summary>
public static class DeskLinks
{
    private static readonly NavigationEntry Ending = new("/ending", "hourglass", "Desk.Ending");
    private static readonly NavigationEntry Letters = new("/letters", "mail", "Desk.Letters");
    private static readonly NavigationEntry Crossings = new("/crossings", "arrows-exchange", "Desk.Crossings");
    private static readonly NavigationEntry Workers = new("/workers", "users", "Desk.Workers");
    private static readonly NavigationEntry Enterprises = new("/enterprises", "building", "Desk.Enterprises");

    public static IReadOnlyList<NavigationEntry> For(Actor actor, WorkerSight sight)
    {
        var links = new List<NavigationEntry>();
        if (sight.SeesAny) links.AddRange([Workers, Ending]);
        links.AddRange([Enterprises, Letters]);
        if (actor.BelongsTo("border-inspection")) links.Insert(0, Crossings);
        return links;
    }
}
