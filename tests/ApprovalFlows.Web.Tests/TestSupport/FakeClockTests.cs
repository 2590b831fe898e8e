using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.TestSupport;

public sealed class FakeClockTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public void MoveTo_EarlierMoment_IsRefused()
    {
        var yesterday = clock.GetUtcNow().AddDays(-1);

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.MoveTo(yesterday));
    }

    [Fact]
    public void Advance_OverSeveralPeriods_FiresTimersInOrder()
    {
        List<string> fired = [];
        var start = clock.GetUtcNow();
        using var slow = clock.CreateTimer(
            _ => fired.Add($"slow {(clock.GetUtcNow() - start).TotalMinutes}"),
            null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        using var quick = clock.CreateTimer(
            _ => fired.Add($"quick {(clock.GetUtcNow() - start).TotalMinutes}"),
            null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));

        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(["quick 2", "quick 4", "slow 5", "quick 6"], fired);
    }

    [Fact]
    public void Advance_OverMonths_LeavesOutTheTimesBetween()
    {
        List<double> fired = [];
        var start = clock.GetUtcNow();
        using var timer = clock.CreateTimer(
            _ => fired.Add((clock.GetUtcNow() - start).TotalSeconds),
            null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal([2, 86_400], fired);
    }

    [Fact]
    public async Task Advance_PastADelay_CompletesIt()
    {
        var delay = Task.Delay(TimeSpan.FromDays(1), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromDays(1));

        await delay;
        Assert.True(delay.IsCompletedSuccessfully);
    }
}
