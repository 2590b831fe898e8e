using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Components.Shared;

/// <summary>
/// Counts the reader's unread messages for the frame, apart from the page that loads at the same time.
/// </summary>
public sealed class UnreadMessages(IServiceScopeFactory scopes, CurrentActor current)
{
    public async Task<int> CountAsync(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = current.Actor;
        return await scope.ServiceProvider.GetRequiredService<MessageService>().CountUnreadAsync(cancellation);
    }
}
