using System.Diagnostics;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>
/// Counts over several turns, with the time, the processor time of this process and the memory they
/// took; what happens between the turns is left out.
/// </summary>
internal sealed class Meter
{
    public long Count { get; private set; }

    public double Seconds { get; private set; }

    public TimeSpan Processor { get; private set; }

    public long Bytes { get; private set; }

    public double Rate => Count / Seconds;

    public async Task TakeTurnAsync(Func<Task<long>> turn)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var bytes = GC.GetTotalAllocatedBytes();
        Count += await turn();
        Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        Processor += Environment.CpuUsage.TotalTime - used;
        Bytes += GC.GetTotalAllocatedBytes() - bytes;
    }
}
