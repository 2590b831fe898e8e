using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>One unit of work over the store; disposed without a commit it leaves nothing behind.</summary>
public sealed class StoreUnit(IWorkflowStore store, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    public IWorkflowStore Store => store;

    public async ValueTask DisposeAsync()
    {
        if (owner is not null) await owner.DisposeAsync();
    }
}
