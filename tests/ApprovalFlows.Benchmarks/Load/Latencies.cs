using System.Collections.Concurrent;
using System.Diagnostics;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>How long each kind of request took, and how many of it failed or came too late for a task.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentDictionary<string, Kind> kinds = new();
    private readonly ConcurrentBag<string> failures = [];

    public async Task<HttpResponseMessage> TimeAsync(string kind, Func<Task<HttpResponseMessage>> send)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await send();
        await answer.Content.LoadIntoBufferAsync();
        var entry = kinds.GetOrAdd(kind, _ => new Kind());
        entry.Milliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        if (answer.StatusCode == System.Net.HttpStatusCode.Conflict) Interlocked.Increment(ref entry.Late);
        else if ((int)answer.StatusCode >= 400) await FailAsync(kind, entry, answer);
        return answer;
    }

    public void Print(double seconds)
    {
        Console.WriteLine("request                       count    /s     p50     p95     p99     max  late  errors");
        foreach (var (name, kind) in kinds.OrderBy(entry => entry.Key)) PrintOne(name, kind, seconds);
        var all = new Kind
        {
            Late = kinds.Values.Sum(kind => kind.Late),
            Errors = kinds.Values.Sum(kind => kind.Errors),
        };
        foreach (var took in kinds.Values.SelectMany(kind => kind.Milliseconds)) all.Milliseconds.Enqueue(took);
        PrintOne("all", all, seconds);
        foreach (var failure in failures.Take(10)) Console.WriteLine(failure);
    }

    private static void PrintOne(string name, Kind kind, double seconds)
    {
        var sorted = kind.Milliseconds.Order().ToArray();
        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
        Console.WriteLine(
            $"{name,-26} {sorted.Length,8} {sorted.Length / seconds,5:F1} {At(0.5),7:F1} {At(0.95),7:F1} "
            + $"{At(0.99),7:F1} {sorted[^1],7:F0} {kind.Late,5} {kind.Errors,7}");
    }

    private async Task FailAsync(string kind, Kind entry, HttpResponseMessage answer)
    {
        Interlocked.Increment(ref entry.Errors);
        var text = await answer.Content.ReadAsStringAsync();
        failures.Add($"{kind}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 300)]}");
    }

    private sealed class Kind
    {
        public ConcurrentQueue<double> Milliseconds { get; } = [];

        /// <summary>Answers 409: somebody else was faster, which is how it must be.</summary>
        public int Late;
        public int Errors;
    }
}
