using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>The store that the engine's own tests run on keeps the same promises.</summary>
public sealed class InMemoryWorkflowStoreTests : WorkflowStoreTests
{
    private readonly InMemoryDatabase database = new();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override StoreUnit Open() => new(new InMemoryWorkflowStore(database));
}
