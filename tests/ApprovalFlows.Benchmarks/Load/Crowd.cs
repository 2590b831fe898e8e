using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>Two fifths apply, two fifths review, the rest reads public pages; half of them on each node.</summary>
internal sealed class Crowd : IDisposable
{
    private const double MeanPauseSeconds = 2;
    private const double LongestPauseSeconds = 20;
    private readonly List<VirtualUser> users = [];

    public static async Task<Crowd> GatherAsync(IReadOnlyList<Uri> nodes, int size)
    {
        var crowd = new Crowd();
        using var firm = await CaseClient.ConnectAsync(nodes[0]);
        var certificate = await firm.CompleteOneAsync();
        var offices = EmployerApplication.Turns;
        for (var number = 0; number < size; number++)
        {
            var visitor = new Visitor(nodes[number % nodes.Count], number);
            crowd.users.Add((number / nodes.Count % 5) switch
            {
                0 or 1 => new ApplyingUser(visitor, firm.Body),
                2 or 3 => new ReviewingUser(visitor, offices[number / nodes.Count / 5 % offices.Count]),
                _ => new ReadingUser(visitor, certificate),
            });
        }

        foreach (var user in crowd.users) await user.SignInAsync();
        return crowd;
    }

    /// <summary>Everybody acts and pauses until the time is up.</summary>
    public Task LiveAsync(TimeSpan duration, Latencies latencies) =>
        Task.WhenAll(users.Select(user => LiveAsync(user, duration, latencies)));

    public void Dispose()
    {
        foreach (var user in users) user.Dispose();
    }

    private static async Task LiveAsync(VirtualUser user, TimeSpan duration, Latencies latencies)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(user.Random.NextDouble() * MeanPauseSeconds));
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            await user.ActAsync(latencies);
            var pause = -Math.Log(1 - user.Random.NextDouble()) * MeanPauseSeconds;
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(pause, LongestPauseSeconds)));
        }
    }
}
