using ApprovalFlows.Core.Inbox.Filters;
using ApprovalFlows.Core.Inbox.Opinions;

namespace ApprovalFlows.Core.Tests.Inbox;

/// <summary>What a person keeps on a desk of one's own: filters, drafts and phrases.</summary>
public abstract class DeskKeepingTests(DatabaseKind kind) : IAsyncLifetime
{
    private InboxDesk desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await InboxDesk.StartAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return desk.DisposeAsync();
    }

    [Fact]
    public async Task Filters_OfOnePerson_AreReplacedByNameAndSeenByNobodyElse()
    {
        await KeepAsync("急件", "?late=true");
        await KeepAsync(" 急件 ", "?late=true&sort=newest");

        var mine = await desk.AskAsync<InboxFilterService, IReadOnlyList<InboxFilter>>(
            InboxDesk.Me, filters => filters.ListAsync(Cancellation));
        var theirs = await desk.AskAsync<InboxFilterService, IReadOnlyList<InboxFilter>>(
            InboxDesk.Colleague, filters => filters.ListAsync(Cancellation));

        Assert.Equal(("急件", "?late=true&sort=newest"), (Assert.Single(mine).Name, mine[0].Query));
        Assert.Empty(theirs);
    }

    [Fact]
    public async Task Filters_MoreThanTheLimit_AreRefused()
    {
        for (var index = 0; index < InboxFilter.MaxPerPerson; index++) await KeepAsync($"f{index}", "");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => KeepAsync("one more", ""));

        Assert.Equal("TooManyFilters", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Draft_SavedTwice_IsTheLastOfThatPersonAndTask()
    {
        var task = (await desk.AddAsync(1))[0];
        await WriteAsync(task, "第一");
        await WriteAsync(task, "第二");

        var mine = await FindDraftAsync(task, InboxDesk.Me);
        var theirs = await FindDraftAsync(task, InboxDesk.Colleague);

        Assert.Equal("第二", mine?.Written.Opinion);
        Assert.Equal("reason", Assert.Single(mine!.Value.Written.Items).Reason);
        Assert.Null(theirs);
    }

    [Fact]
    public async Task Draft_OfATaskAColleagueTookMeanwhile_IsKept()
    {
        var task = (await desk.AddAsync(1))[0];
        await WriteAsync(task, "写了一半");
        await desk.ClaimAsync(task, InboxDesk.Colleague);

        await WriteAsync(task, "写完了");

        Assert.Equal("写完了", (await FindDraftAsync(task, InboxDesk.Me))?.Written.Opinion);
    }

    [Fact]
    public async Task Draft_OfAnotherOffice_IsNotTaken()
    {
        var task = (await desk.AddAsync(1))[0];

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => desk.Host.Work
            .RunAsync<OpinionDraftService, DateTimeOffset>(
                InboxDesk.Stranger,
                drafts => drafts.SaveAsync(task, new WrittenOpinion("", "x", []), Cancellation),
                Cancellation));

        Assert.Equal(RuleKind.NotFound, refusal.Kind);
    }

    [Fact]
    public async Task Phrases_OfOnePerson_AreAddedOnceAndRemoved()
    {
        await ChangePhrasesAsync(phrases => phrases.AddAsync("材料齐全。", Cancellation));
        await ChangePhrasesAsync(phrases => phrases.AddAsync(" 材料齐全。 ", Cancellation));
        var kept = await PhrasesAsync();

        await ChangePhrasesAsync(phrases => phrases.RemoveAsync(kept[0].Id, Cancellation));

        Assert.Equal("材料齐全。", Assert.Single(kept).Text);
        Assert.Empty(await PhrasesAsync());
    }

    private Task KeepAsync(string name, string query) => desk.Host.Work.RunAsync<InboxFilterService>(
        InboxDesk.Me, filters => filters.SaveAsync(name, query, Cancellation), Cancellation);

    private Task WriteAsync(Guid task, string opinion)
    {
        var written = new WrittenOpinion("return", opinion, [new() { Reason = "reason" }]);
        return desk.Host.Work.RunAsync<OpinionDraftService>(
            InboxDesk.Me, drafts => drafts.SaveAsync(task, written, Cancellation), Cancellation);
    }

    private Task<(WrittenOpinion Written, DateTimeOffset SavedAt)?> FindDraftAsync(Guid task, Accounts.Actor actor) =>
        desk.AskAsync<OpinionDraftService, (WrittenOpinion, DateTimeOffset)?>(
            actor, drafts => drafts.FindAsync(task, Cancellation));

    private Task ChangePhrasesAsync(Func<OpinionPhraseService, Task> change) =>
        desk.Host.Work.RunAsync(InboxDesk.Me, change, Cancellation);

    private Task<IReadOnlyList<OpinionPhrase>> PhrasesAsync() =>
        desk.AskAsync<OpinionPhraseService, IReadOnlyList<OpinionPhrase>>(
            InboxDesk.Me, phrases => phrases.ListAsync(Cancellation));
}

public sealed class DeskKeepingOnSqliteTests() : DeskKeepingTests(DatabaseKind.Sqlite);

public sealed class DeskKeepingOnPostgresTests() : DeskKeepingTests(DatabaseKind.PostgreSql);
