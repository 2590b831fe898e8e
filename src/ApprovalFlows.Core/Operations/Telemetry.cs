using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ApprovalFlows.Core.Operations;

/// <summary>
/// What the approval system tells whoever listens. Tags name jobs, kinds and case numbers, never people.
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the source of activities and of the meter.</summary>
    public const string Name = "ApprovalFlows";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_jobs = s_meter.CreateHistogram<double>(
        "approvalflows.job.duration", "s", "How long a run of a job took.");

    private static readonly Counter<long> s_items = s_meter.CreateCounter<long>(
        "approvalflows.job.items", null, "What runs of jobs counted: considered, told, recorded and so on.");

    private static readonly Counter<long> s_messages = s_meter.CreateCounter<long>(
        "approvalflows.outbox.messages", null, "Deliveries of the outbox by their result.");

    private static long s_age;

    static Telemetry() => s_meter.CreateObservableGauge(
        "approvalflows.outbox.age", () => Interlocked.Read(ref s_age), "s", "How long the oldest message waits.");

    /// <summary>How long the oldest message of the outbox waits.</summary>
    public static void NoteOutboxAge(TimeSpan age) => Interlocked.Exchange(ref s_age, (long)age.TotalSeconds);

    internal static void NoteDelivery(string result) =>
        s_messages.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>A run of a job, which is measured until it is disposed of.</summary>
    internal static JobMeasure BeginJob(string name) => new(name);

    internal sealed class JobMeasure(string name) : IDisposable
    {
        private readonly System.Diagnostics.Activity? activity = s_source.StartActivity($"job {name}");
        private readonly long began = Stopwatch.GetTimestamp();
        private string outcome = "failed";

        public void Done(IReadOnlyDictionary<string, int> numbers)
        {
            outcome = "done";
            foreach (var (item, number) in numbers)
            {
                if (number == 0) continue;
                s_items.Add(number, new("job", name), new("item", item));
                activity?.SetTag($"job.{item}", number);
            }
        }

        public void Dispose()
        {
            s_jobs.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds, new("job", name), new("outcome", outcome));
            if (outcome == "failed") activity?.SetStatus(ActivityStatusCode.Error);
            activity?.Dispose();
        }
    }
}
