using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Two nodes on one database, one of which dies every few seconds and comes back.</summary>
internal sealed class NodePair(PostgresDatabase postgres, string workflows) : IAsyncDisposable
{
    private readonly ServerProcess[] nodes = [NodeOf(postgres, workflows), NodeOf(postgres, workflows)];

    /// <summary>How long both run before the next one dies.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    public int Kills { get; private set; }

    public string Output => string.Join('\n', nodes.Select(node => node.Output));

    public Uri AddressOf(int number) => nodes[number % nodes.Length].Address;

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var node in nodes) await node.StartAsync(cancellation);
    }

    /// <summary>Kills one node after the other until it is told to stop; both run at the end.</summary>
    public async Task KillUntilAsync(Task end, CancellationToken cancellation)
    {
        while (!end.IsCompleted)
        {
            await Task.WhenAny(end, Task.Delay(Pause, cancellation));
            if (end.IsCompleted) return;
            var victim = nodes[Kills % nodes.Length];
            await victim.KillAsync();
            Kills++;
            await victim.StartAsync(cancellation);
        }
    }

    public async Task KillAsync()
    {
        foreach (var node in nodes) await node.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        foreach (var node in nodes) await node.DisposeAsync();
    }

    private static ServerProcess NodeOf(PostgresDatabase postgres, string workflows) => new(postgres)
    {
        Settings =
        {
            ["ApprovalFlows__Workflows__Directory"] = workflows,
            ["ApprovalFlows__OutgoingHttp__AllowedHosts__0"] = "127.0.0.1:*",
            ["ApprovalFlows__OutgoingHttp__AllowPrivateAddresses"] = "true",
            ["ApprovalFlows__OutgoingHttp__TimeoutSeconds"] = "5",
            ["ApprovalFlows__Limits__ApplicationsPerMinute"] = "1000000",
            ["Logging__LogLevel__Default"] = "Warning",
            ["DOTNET_TieredPGO"] = "0",
        },
    };
}
