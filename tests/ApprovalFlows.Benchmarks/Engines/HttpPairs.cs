using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>
/// A request that starts an instance and a second one that ends it, against the real program on
/// SQLite: each is answered after its commit.
/// </summary>
internal static class HttpPairs
{
    private const string Start = "bench-pair";
    private const string Resume = "bench-pair/go";
    private const int Commits = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(Settings settings)
    {
        using var flows = new TemporaryFolder();
        WriteFlows(flows.Path);
        await using var server = new ServerProcess();
        server.Settings["Logging__LogLevel__Default"] = "Warning";
        server.Settings["ApprovalFlows__Workflows__Directory"] = flows.Path;
        server.Settings["ApprovalFlows__IncomingHttp__RequestsPerSecondAndAddress"] = "1000000";
        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        using var raw = new RawDatabase(TestDatabase.Sqlite);
        await Engine.CountAsync(settings.Clients[^1], WarmUp, () => CompleteOneAsync(client));
        Console.WriteLine();
        Console.WriteLine("over HTTP  clients  pairs/s  commits/s  raw commits/s  ratio  server CPU ms/pair");
        foreach (var clients in settings.Clients)
        {
            var (pairs, ceiling) = (new Meter(() => server.ProcessorTime), new Meter());
            while (pairs.Seconds < settings.Duration.TotalSeconds)
            {
                await ceiling.TakeTurnAsync(async () =>
                    (await RawCommits.CountAsync(raw, clients, Engine.Turn)).Count);
                await pairs.TakeTurnAsync(() =>
                    Engine.CountAsync(clients, Engine.Turn, () => CompleteOneAsync(client)));
            }

            var commits = pairs.Rate * Commits;
            Console.WriteLine(
                $"Sqlite {clients,11} {pairs.Rate,8:F0} {commits,10:F0} {ceiling.Rate,14:F0} "
                + $"{commits / ceiling.Rate,6:F2} {pairs.Processor.TotalMilliseconds / pairs.Count,19:F2}");
        }
    }

    private static void WriteFlows(string folder)
    {
        foreach (var file in RepositoryFiles.Under("workflows", ".json"))
        {
            File.Copy(RepositoryFiles.PathOf(file), Path.Combine(folder, Path.GetFileName(file)));
        }

        new FlowDraft("bench-pair")
            .Starts(Start, "POST", ("authorize", FlowDraft.Literal(false, "Boolean")))
            .Answers(FlowDraft.Literal("started"))
            .Waits(Resume, "POST", ("authorize", FlowDraft.Literal(false, "Boolean")))
            .Answers(FlowDraft.Literal("done"))
            .SaveTo(folder);
    }

    private static async Task CompleteOneAsync(HttpClient client)
    {
        var instanceId = Guid.CreateVersion7().ToString("N");
        await SendAsync(client, Start, instanceId, "started");
        await SendAsync(client, Resume, instanceId, "done");
    }

    private static async Task SendAsync(HttpClient client, string path, string instanceId, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/workflows/{path}");
        request.Headers.Add("X-Workflow-Instance-ID", instanceId);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK || text != expected)
        {
            throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {text}");
        }
    }
}
