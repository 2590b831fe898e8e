namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Remembers the answer while a unit of work that lost a race is run again, so that one delivery
/// does not become several.
/// </summary>
public sealed class Once<TAnswer>
{
    private bool isDone;
    private TAnswer answer = default!;

    public async Task<TAnswer> DoAsync(Func<Task<TAnswer>> act)
    {
        if (isDone) return answer;
        answer = await act();
        isDone = true;
        return answer;
    }
}
