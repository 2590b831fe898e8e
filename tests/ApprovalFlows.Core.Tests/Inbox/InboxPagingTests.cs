using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Live;

namespace ApprovalFlows.Core.Tests.Inbox;

public abstract class InboxPagingTests(DatabaseKind kind) : IAsyncLifetime
{
    private InboxDesk desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await InboxDesk.StartAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return desk.DisposeAsync();
    }

    [Theory]
    [InlineData(InboxSort.Due)]
    [InlineData(InboxSort.Newest)]
    [InlineData(InboxSort.Oldest)]
    public async Task Cursors_FollowedToTheEnd_AreTheWholeListInOrder(InboxSort sort)
    {
        await desk.AddAsync(50);
        var whole = await desk.ListAsync(new InboxQuery { Sort = sort, PageSize = 100 });

        var (forwards, last) = await FollowAsync(new InboxQuery { Sort = sort, PageSize = 7 }, page => page.Next);
        var back = new InboxQuery { Sort = sort, PageSize = 7, After = last.Previous };
        var (backwards, _) = await FollowAsync(back, page => page.Previous, backwards: true);

        Assert.Equal(50, whole.TotalCount);
        Assert.Equal(whole.Items.Select(item => item.Id), forwards);
        Assert.Equal(forwards[..^last.Items.Count], backwards);
    }

    [Fact]
    public async Task Cursors_WhileTasksComeAndGo_MeetWhatStaysOnce()
    {
        var ids = await desk.AddAsync(60);
        var random = new Random(7);
        var gone = new HashSet<Guid>();
        List<Guid> met = [];
        string? after = null;
        do
        {
            var page = await desk.ListAsync(new InboxQuery { PageSize = 5, After = after });
            met.AddRange(page.Items.Select(item => item.Id));
            var next = ids[random.Next(ids.Count)];
            if (gone.Add(next)) await desk.ClaimAsync(next, InboxDesk.Colleague);
            await desk.AddAsync(1);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.Empty(ids.Except(gone).Except(met));
    }

    [Fact]
    public async Task List_BeyondWhatPageNumbersReach_SaysToUseTheCursor()
    {
        await desk.AddAsync(1);
        var first = await desk.ListAsync(new InboxQuery());

        var tooDeep = await Assert.ThrowsAsync<RuleViolation>(() =>
            desk.ListAsync(new InboxQuery { Page = InboxLimits.MaxDepth / 100 + 1, PageSize = 100 }));
        var foreign = await Assert.ThrowsAsync<RuleViolation>(() => desk.ListAsync(new InboxQuery { After = "x" }));

        Assert.Equal("page", Assert.Single(tooDeep.Errors).Key);
        Assert.Equal("after", Assert.Single(foreign.Errors).Key);
        Assert.Null(first.Next);
    }

    [Fact]
    public async Task Cursor_OfAnotherView_IsRefused()
    {
        await desk.AddAsync(10);
        var page = await desk.ListAsync(new InboxQuery { PageSize = 5 });

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            desk.ListAsync(new InboxQuery { Sort = InboxSort.Newest, After = page.Next }));

        Assert.Equal(RuleKind.Invalid, refusal.Kind);
    }

    [Fact]
    public async Task Total_BeyondItsLimit_SaysThatItIsCapped()
    {
        await desk.AddAsync(8);

        var exact = await desk.ListAsync(new InboxQuery { CountLimit = 8 });
        var capped = await desk.ListAsync(new InboxQuery { CountLimit = 7, PageSize = 2 });

        Assert.Equal((8, false), (exact.TotalCount, exact.TotalIsCapped));
        Assert.Equal((7, true), (capped.TotalCount, capped.TotalIsCapped));
    }

    [Fact]
    public async Task Counts_OfSeveralPeople_AreThoseOfTheirLists()
    {
        var ids = await desk.AddAsync(9);
        await desk.ClaimAsync(ids[0], InboxDesk.Me);
        await desk.ClaimAsync(ids[1], InboxDesk.Colleague);
        desk.Host.Clock.Advance(TimeSpan.FromDays(2));

        var tabs = await desk.AskAsync<InboxService, InboxCounts>(
            InboxDesk.Me, inbox => inbox.CountAsync(Cancellation));
        var late = await desk.ListAsync(new InboxQuery { Overdue = true });
        Actor[] people = [InboxDesk.Me with { HasRecusals = true }, InboxDesk.Colleague, InboxDesk.Stranger];
        var badges = await desk.Host.ReadAsync<OpenTaskCount, IReadOnlyDictionary<Guid, int>>(
            counts => counts.CountAsync(people, Cancellation));

        Assert.Equal((7, 1, 0), (tabs.Available, tabs.Mine, tabs.Done));
        Assert.Equal(late.TotalCount + 1, tabs.Overdue);
        Assert.Equal([8, 8, 0], people.Select(person => badges[person.UserId]));
    }

    [Fact]
    public async Task Groups_ByFlow_HoldTheFirstOfEach()
    {
        await desk.AddAsync(9);

        var groups = await desk.AskAsync<InboxService, IReadOnlyList<InboxGroup>>(
            InboxDesk.Me, inbox => inbox.GroupByFlowAsync(new InboxQuery(), Cancellation));

        var group = Assert.Single(groups);
        Assert.Equal(("employer-certificate", 9), (group.Flow, group.Count));
        Assert.Equal(InboxLimits.RowsPerGroup, group.Items.Count);
    }

    private async Task<(List<Guid> Ids, InboxPage Last)> FollowAsync(
        InboxQuery query, Func<InboxPage, string?> way, bool backwards = false)
    {
        List<Guid> ids = [];
        while (true)
        {
            var page = await desk.ListAsync(query);
            ids.InsertRange(backwards ? 0 : ids.Count, page.Items.Select(item => item.Id));
            if (way(page) is not { } next) return (ids, page);
            query = query with { After = next };
        }
    }
}

public sealed class InboxPagingOnSqliteTests() : InboxPagingTests(DatabaseKind.Sqlite);

public sealed class InboxPagingOnPostgresTests() : InboxPagingTests(DatabaseKind.PostgreSql);
