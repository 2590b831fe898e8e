using System.Net;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Nodes that start at the same moment on an empty database; one that dies amid its duties.</summary>
[Collection(nameof(KillTests))]
public sealed class ClusterStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoNodes_StartedAtOnceOnAnEmptyDatabase_BothServeAndOneOutlivesTheOther()
    {
        var postgres = new PostgresDatabase();
        await using var left = NodeOf(postgres);
        await using var right = NodeOf(postgres);

        await Task.WhenAll(left.StartAsync(Cancellation), right.StartAsync(Cancellation));
        var both = await NodesAsync(postgres, nodes => nodes.Count == 2);
        await left.KillAsync();
        var survivors = await NodesAsync(postgres, nodes => nodes.Count == 1);

        using var client = new HttpClient { BaseAddress = right.Address };
        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Subset(both.ToHashSet(), survivors.ToHashSet());
        await using var db = Open(postgres);
        Assert.Equal(1, await db.AuditKeys.CountAsync(Cancellation));
        Assert.Equal(1, await db.Users.CountAsync(user => user.UserName == "admin", Cancellation));
    }

    private static ServerProcess NodeOf(PostgresDatabase postgres) => new(postgres)
    {
        Settings = { ["ApprovalFlows__Jobs__CheckInSeconds"] = "1" },
    };

    // Those that say they live; who is dead is taken off the list by whoever took over.
    private static async Task<List<string>> NodesAsync(
        PostgresDatabase postgres, Func<List<string>, bool> isReached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            await using var db = Open(postgres);
            var nodes = await db.Database.SqlQuery<string>(
                $"""SELECT instance_name AS "Value" FROM scheduler_scheduler_state""").ToListAsync(limit.Token);
            if (isReached(nodes)) return nodes;
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    private static PostgresAppDbContext Open(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);
}
