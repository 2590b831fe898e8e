using System.Diagnostics;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>
/// Counts over several turns, with the time, the processor time (of this process unless another is
/// named) and the memory they took; what happens between the turns is left out.
/// </summary>
internal sealed class Meter(Func<TimeSpan>? processorTime = null)
{
    private readonly Func<TimeSpan> processorTime = processorTime ?? (() => Environment.CpuUsage.TotalTime);

    public long Count { get; private set; }

    public double Seconds { get; private set; }

    public TimeSpan Processor { get; private set; }

    public long Bytes { get; private set; }

    public double Rate => Count / Seconds;

    public async Task TakeTurnAsync(Func<Task<long>> turn)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), processorTime());
        var bytes = GC.GetTotalAllocatedBytes();
        Count += await turn();
        Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        Processor += processorTime() - used;
        Bytes += GC.GetTotalAllocatedBytes() - bytes;
    }
}
