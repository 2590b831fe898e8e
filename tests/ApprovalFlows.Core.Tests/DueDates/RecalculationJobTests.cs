using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Calendars;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.DueDates;

public abstract class RecalculationJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private const int Count = 300;
    private static readonly LocalText s_name = new("国庆节", "Quốc khánh Trung Quốc", "National Day");

    private CoreHost host = null!;
    private User holder = null!;
    private User applicant = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(kind);
        await host.Work.RunAsync<AppDbContext>(null, db =>
        {
            holder = NewUser("holder", "holder@example.org");
            applicant = NewUser("applicant", null);
            var other = NewUser("other", "other@example.org");
            db.AddRange(holder, applicant, other);
            db.Add(Holding(holder, OpenCases.Post));
            db.Add(Holding(other, "another"));
            return Task.CompletedTask;
        }, Cancellation);
        await OpenCases.AddAsync(host, Count, 2026, applicant.Id, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Run_ChangedNoticeOf2026_MovesExactlyTheDatesOfTheModel()
    {
        var before = await ReadAsync();
        var changed = await LoadChangedAsync();

        await host.Get<RecalculationJob>().RunAsync(Cancellation);
        host.Clock.Advance(RecalculationLimits.Grace);
        await host.Get<RecalculationJob>().RunAsync(Cancellation);

        var shouldMove = await CheckAsync(before, changed);
        var run = Assert.Single(await RunsAsync());
        Assert.Equal((Count, Count, shouldMove), (run.Total, run.Looked, run.Moved));
        Assert.Equal(host.Clock.GetUtcNow(), run.FinishedAt);
        Assert.InRange(shouldMove, 20, Count - 20);
    }

    [Fact]
    public async Task Run_KilledInTheMiddle_GoesOnWhereItStopped()
    {
        var before = await ReadAsync();
        var changed = await LoadChangedAsync();
        await host.Get<CalendarSource>().RefreshAsync(Cancellation);
        var id = (await RunsAsync())[0].Id;
        await BatchAsync(id, 70, isKilled: false);
        await BatchAsync(id, 70, isKilled: true);
        var halfway = (await RunsAsync())[0];

        await host.Get<RecalculationJob>().RunAsync(Cancellation);

        Assert.Equal(70, halfway.Looked);
        var shouldMove = await CheckAsync(before, changed);
        Assert.Equal((Count, shouldMove), ((await RunsAsync())[0].Looked, (await RunsAsync())[0].Moved));
    }

    [Fact]
    public async Task Run_OnTwoNodesAtOnce_MovesEachDateOnce()
    {
        var before = await ReadAsync();
        var changed = await LoadChangedAsync();
        var job = host.Get<RecalculationJob>();

        await Task.WhenAll(
            Task.Run(() => job.RunAsync(Cancellation), Cancellation),
            Task.Run(() => job.RunAsync(Cancellation), Cancellation));

        await CheckAsync(before, changed);
    }

    [Fact]
    public async Task Run_NoticeTakenBack_PutsEveryDateBackAndTellsOfBothMoves()
    {
        var before = await ReadAsync();
        await LoadChangedAsync();
        var job = host.Get<RecalculationJob>();
        await job.RunAsync(Cancellation);
        host.Clock.Advance(RecalculationLimits.Grace);
        await job.RunAsync(Cancellation);

        var original = SlowCalendar.SeedNotices.Single(days => days is { Region: "CN", Year: 2026 });
        await LoadAsync(original, "误录", 2);
        await job.RunAsync(Cancellation);

        var after = await ReadAsync();
        Assert.Equal(
            before.Select(row => (row.Task.Id, row.Task.DueAt?.UtcTicks)),
            after.Select(row => (row.Task.Id, row.Task.DueAt?.UtcTicks)));
        var moves = await host.ReadAsync<AppDbContext, List<DateMove>>(db => db.DateMoves.ToListAsync(Cancellation));
        Assert.All(moves.GroupBy(move => move.TaskId), moved =>
            Assert.Equal([1, 2], moved.Select(move => move.Version).Order()));
    }

    [Fact]
    public async Task Refresh_OnAnotherNode_SeesTheNoticeAtOnce()
    {
        await using var scope = host.OpenScope();
        var otherNode = new CalendarSource(scope.Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>());
        await LoadChangedAsync();
        var stale = otherNode.Current["CN"].IsWorkday(new(2026, 10, 8));

        await otherNode.RefreshAsync(Cancellation);

        Assert.True(stale);
        Assert.False(otherNode.Current["CN"].IsWorkday(new(2026, 10, 8)));
        Assert.False(otherNode.Current["GX"].IsWorkday(new(2026, 10, 8)));
        Assert.Contains("CN2026.2", otherNode.Current["GX"].Version, StringComparison.Ordinal);
    }

    /// <summary>Every date is that of the model; what moved is recorded and told once, the rest untouched.</summary>
    private async Task<int> CheckAsync(List<Row> before, IReadOnlyList<CalendarYear> notices)
    {
        var after = (await ReadAsync()).ToDictionary(row => row.Task.Id);
        var moves = (await host.ReadAsync<AppDbContext, List<DateMove>>(db => db.DateMoves.ToListAsync(Cancellation)))
            .ToDictionary(move => move.TaskId);
        var shouldMove = 0;
        foreach (var (file, task) in before)
        {
            var calendar = new SlowCalendar(file.Region, notices);
            var expected = OpenCases.Expected(file, task, calendar);
            var (newFile, newTask) = after[task.Id];
            Assert.Equal(expected, DayOf(newTask.DueAt));
            var entries = newFile.Audit.Where(entry => entry.Action == "deadlineMoved").ToList();
            if (expected == DayOf(task.DueAt))
            {
                Assert.False(moves.ContainsKey(task.Id));
                Assert.Empty(entries);
                continue;
            }

            shouldMove++;
            Assert.Equal((task.DueAt, newTask.DueAt), (moves[task.Id].Before, moves[task.Id].After));
            Assert.Contains("国办发明电〔2026〕1号", Assert.Single(entries).Reason, StringComparison.Ordinal);
        }

        Assert.Equal(shouldMove, moves.Count);
        await CheckToldAsync(shouldMove);
        return shouldMove;
    }

    private async Task CheckToldAsync(int moved)
    {
        var told = await host.ReadAsync<AppDbContext, List<Message>>(db => db.Messages.ToListAsync(Cancellation));

        Assert.Equal(moved, told.Count(notice => notice.UserId == holder.Id));
        Assert.Equal(moved, told.Count(notice => notice.UserId == applicant.Id));
        Assert.Equal(2 * moved, told.Count);
        Assert.Equal(moved, told.Count(notice => notice.AwaitsDigest && notice.UserId == holder.Id));
        Assert.Equal(moved, told.Count(notice => notice.AwaitsDigest));
    }

    private async Task BatchAsync(Guid id, int size, bool isKilled)
    {
        try
        {
            await host.Work.RunAsync<RecalculationService>(
                null,
                async service =>
                {
                    await service.RunBatchAsync(id, size, Cancellation);
                    if (isKilled) throw new InvalidOperationException("killed");
                },
                Cancellation);
        }
        catch (InvalidOperationException killed) when (killed.Message == "killed")
        {
            // Nothing of the batch was committed.
        }
    }

    // The week of October one day longer, made up on a Sunday; and a bridge in June.
    private async Task<IReadOnlyList<CalendarYear>> LoadChangedAsync()
    {
        var seed = SlowCalendar.SeedNotices.Single(days => days is { Region: "CN", Year: 2026 });
        var changed = seed with
        {
            Source = "国办发明电〔2026〕1号",
            Off =
            [
                .. seed.Off,
                new(new(2026, 10, 8), new(2026, 10, 8), s_name),
                new(new(2026, 6, 22), new(2026, 6, 22), s_name),
            ],
            WorkOn = [.. seed.WorkOn, new(2026, 10, 11)],
        };
        await LoadAsync(changed, "国务院调整", 1);
        return [.. SlowCalendar.SeedNotices.Where(days => days != seed), changed];
    }

    private Task<CalendarNotice> LoadAsync(CalendarYear days, string reason, int replaces) =>
        host.Work.RunAsync<CalendarService, CalendarNotice>(
            OpenCases.Administrator, service => service.LoadAsync(days, reason, replaces, Cancellation), Cancellation);

    private Task<List<Recalculation>> RunsAsync() =>
        host.ReadAsync<AppDbContext, List<Recalculation>>(db =>
            db.Recalculations.OrderBy(run => run.Id).ToListAsync(Cancellation));

    private async Task<List<Row>> ReadAsync()
    {
        await using var scope = host.OpenScope();
        var db = scope.Get<AppDbContext>();
        var files = await db.Cases.AsNoTracking()
            .Include(file => file.Suspensions).Include(file => file.Audit).AsSplitQuery()
            .ToDictionaryAsync(file => file.Id, Cancellation);
        var tasks = await db.ReviewTasks.AsNoTracking().OrderBy(task => task.Id).ToListAsync(Cancellation);
        return [.. tasks.Select(task => new Row(files[task.CaseId], task))];
    }

    private static DateOnly? DayOf(DateTimeOffset? due) => due is { } end ? ChinaTime.DateOf(end) : null;

    private static User NewUser(string name, string? email) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = name,
        DisplayName = name,
        Email = email,
    };

    private static PostHolding Holding(User user, string post) => new()
    {
        UserId = user.Id,
        DepartmentCode = OpenCases.Department,
        PostCode = post,
        From = new DateOnly(2020, 1, 1),
    };

    private sealed record Row(Case File, ReviewTask Task);
}

public sealed class RecalculationJobOnSqliteTests() : RecalculationJobTests(DatabaseKind.Sqlite);

public sealed class RecalculationJobOnPostgresTests() : RecalculationJobTests(DatabaseKind.PostgreSql);
