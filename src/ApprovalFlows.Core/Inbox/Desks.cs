using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>Where a person's tasks lie: at one's own posts, at those one represents, and with oneself.</summary>
internal static class Desks
{
    public static IReadOnlyList<Desk> Of(Actor actor, InboxScope scope) => scope switch
    {
        InboxScope.Available =>
        [
            .. actor.Posts.GroupBy(held => (held.Department, held.Post)).Select(post => OfPost(actor, [.. post])),
        ],
        InboxScope.Mine => [Desk.Of(scope, actor.UserId), .. OfAbsent(actor)],
        _ => [Desk.Of(scope, actor.UserId)],
    };

    private static Desk OfPost(Actor actor, List<PostReference> held)
    {
        var own = held.Exists(post => post.ForId is null);
        return Desk.OfPost(held[0].Department, held[0].Post) with
        {
            Flows = own ? "" : FlowsOf(held),
            Bars = InboxBars.Of(actor, own ? [] : AbsentOf(held)),
        };
    }

    // A deputy finds what the absent have claimed, as far as it lies with the represented posts.
    private static IEnumerable<Desk> OfAbsent(Actor actor) => actor.Posts
        .Where(held => held.ForId is { } absent && absent != actor.UserId)
        .GroupBy(held => (held.Department, held.Post, held.ForId))
        .Select(held => Desk.Of(InboxScope.Mine, held.Key.ForId!.Value) with
        {
            Department = held.Key.Department,
            Post = held.Key.Post,
            Flows = FlowsOf([.. held]),
            Bars = InboxBars.Of(actor, [held.Key.ForId!.Value]),
        });

    private static string FlowsOf(List<PostReference> held) => held.Exists(post => post.Flow is null)
        ? ""
        : string.Join('\n', held.Select(post => post.Flow).Distinct().Order(StringComparer.Ordinal));

    private static List<Guid> AbsentOf(List<PostReference> held) =>
        [.. held.Select(post => post.ForId).OfType<Guid>().Distinct()];
}
