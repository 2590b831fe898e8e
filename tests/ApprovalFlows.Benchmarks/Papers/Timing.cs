using System.Diagnostics;

namespace ApprovalFlows.Benchmarks.Papers;

internal static class Timing
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>In the time of the offices.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime.AddHours(8));

    public static async Task<(double Half, double Slow)> OfAsync(int rounds, Func<int, Task> ask)
    {
        for (var round = 0; round < rounds / 4; round++) await ask(round);
        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(round);
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return (times[rounds / 2], times[(int)(rounds * 0.95)]);
    }

    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg")[..4] : "?";
}
