using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Watchers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Watchers;

/// <summary>J28: the administrators hear of a year without a calendar once a week until it is loaded.</summary>
public sealed class CalendarWatchTests : IAsyncLifetime
{
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(CoreHost.ConfiguredKind, At(10, 31));
        await host.Work.RunAsync<AccountService>(null, accounts => Task.FromResult(
            accounts.Add("root", "管理员", "Approval#2026", Roles.Admin, null)));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Year_NotLoaded_IsToldOnceAWeekFromNovember()
    {
        await RunDailyAsync(10, 31);
        var before = await MessagesAsync();
        for (var day = 1; day <= 14; day++) await RunDailyAsync(11, day);

        var told = await MessagesAsync();

        Assert.Empty(before);
        Assert.Equal([1, 8], told.Select(message => ChinaTime.DateOf(message.CreatedAt).Day));
        Assert.All(told, message => Assert.Contains(
            "2027", SentenceText.ReadLines(message.Lines)[0].Text.In(TextResources.English), StringComparison.Ordinal));
        Assert.All(told, message => Assert.Equal(2, SentenceText.ReadLines(message.Lines).Count));
    }

    [Fact]
    public async Task Year_OnceLoaded_IsToldNoMore()
    {
        await RunDailyAsync(11, 1);
        var admin = await host.ReadAsync<AppDbContext, Guid>(db =>
            db.Users.Select(user => user.Id).SingleAsync(Cancellation));
        foreach (var region in new[] { "CN", "GX" }) await LoadAsync(region, admin);
        for (var day = 2; day <= 16; day++) await RunDailyAsync(11, day);

        Assert.Single(await MessagesAsync());
    }

    private static DateTimeOffset At(int month, int day) =>
        ChinaTime.At(new DateOnly(2026, month, day), new TimeOnly(1, 0));

    private async Task RunDailyAsync(int month, int day)
    {
        if (host.Clock.GetUtcNow() < At(month, day)) host.Clock.MoveTo(At(month, day));
        await host.Get<WatcherJob>().RunAsync(WatcherList.Calendar, isForced: false, null, Cancellation);
    }

    private Task LoadAsync(string region, Guid admin) => host.Work.RunAsync<AppDbContext>(null, db =>
    {
        var days = WorkCalendars.SeedYears.First(year => year.Region == region);
        db.CalendarNotices.Add(new CalendarNotice
        {
            Region = region,
            Year = 2027,
            Version = 1,
            Source = "国办发明电",
            Body = SeedFile.Write(days with { Year = 2027, Off = [], WorkOn = [] }),
            LoadedAt = host.Clock.GetUtcNow(),
            LoadedById = admin,
            LoadedByName = "管理员",
        });
        return Task.CompletedTask;
    });

    private Task<List<Message>> MessagesAsync() => host.ReadAsync<AppDbContext, List<Message>>(db =>
        db.Messages.AsNoTracking().OrderBy(message => message.CreatedAt).ToListAsync(Cancellation));
}
