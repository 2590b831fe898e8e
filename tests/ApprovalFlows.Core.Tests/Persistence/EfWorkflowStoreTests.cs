using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>The suite on a real database.</summary>
public abstract class EfWorkflowStoreTests(DatabaseKind kind) : WorkflowStoreTests
{
    private CoreHost? host;

    public override async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(kind);

    public override async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override StoreUnit Open()
    {
        var scope = host!.OpenScope();
        return new StoreUnit(scope.ServiceProvider.GetRequiredService<IWorkflowStore>(), scope);
    }
}

public sealed class SqliteWorkflowStoreTests() : EfWorkflowStoreTests(DatabaseKind.Sqlite);

public sealed class PostgresWorkflowStoreTests : EfWorkflowStoreTests
{
    public PostgresWorkflowStoreTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
