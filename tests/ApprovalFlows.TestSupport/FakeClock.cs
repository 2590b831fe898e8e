namespace ApprovalFlows.TestSupport;

/// <summary>
/// A clock that stands still until a test moves it, forwards unless the test is about that. Timers and delays made from
/// it fire inside <see cref="Advance"/>, in the order in which they fall due; of one that
/// would fire more than a hundred times those between are left out, since a jump over months would take minutes.
/// </summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private const int MostFired = 100;
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = start.ToUniversalTime();

    /// <summary>A Monday morning in Dongxing, a working day in every region.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)))
    {
    }

    /// <summary>How far the clock goes on with every reading; not at all until a test says so.</summary>
    public TimeSpan Step { get; set; }

    public override TimeZoneInfo LocalTimeZone { get; } =
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var read = now;
            now += Step;
            return read;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span) => MoveTo(GetUtcNow() + span);

    public void MoveTo(DateTimeOffset target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, GetUtcNow());
        while (NextDue(target) is { } due)
        {
            due.Fire();
        }

        lock (gate)
        {
            now = target.ToUniversalTime();
        }
    }

    /// <summary>As when somebody corrects the clock of a machine; no timer fires.</summary>
    public void SetBack(TimeSpan span)
    {
        lock (gate)
        {
            now -= span;
        }
    }

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? NextDue(DateTimeOffset target)
    {
        lock (gate)
        {
            var due = timers.Where(timer => timer.DueAt <= target).MinBy(timer => timer.DueAt);
            if (due is not null)
            {
                now = due.DueAt > now ? due.DueAt : now;
                due.Reschedule(target);
            }

            return due;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                this.period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock.now + dueTime;
                    clock.timers.Add(this);
                }

                return true;
            }
        }

        public void Reschedule(DateTimeOffset target)
        {
            if (period > TimeSpan.Zero)
            {
                var missed = (target - DueAt).Ticks / period.Ticks;
                DueAt += period * (missed > MostFired ? missed : 1);
            }
            else
            {
                clock.timers.Remove(this);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
