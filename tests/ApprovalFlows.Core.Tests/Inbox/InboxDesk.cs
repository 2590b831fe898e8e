using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.DueDates;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Persistence;

namespace ApprovalFlows.Core.Tests.Inbox;

/// <summary>An office with as many tasks as a test wants, and two people of the same post.</summary>
internal sealed class InboxDesk : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, ChinaTime.Offset);
    private int made;

    private InboxDesk(CoreHost host) => Host = host;

    public CoreHost Host { get; }

    public static Actor Me => OpenCases.Officer;

    public static Actor Colleague { get; } = Me with { UserId = Guid.CreateVersion7(), DisplayName = "同事" };

    public static Actor Stranger { get; } = Me with
    {
        UserId = Guid.CreateVersion7(),
        Posts = [new PostReference("police", "review")],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<InboxDesk> StartAsync(DatabaseKind kind)
    {
        var host = await CoreHost.StartAsync(kind, Start);
        await host.Work.RunAsync<OrganisationSeed>(null, seed => seed.LoadAsync(), Cancellation);
        return new InboxDesk(host);
    }

    /// <summary>Tasks whose due dates come in threes, and some that are never due.</summary>
    public async Task<List<Guid>> AddAsync(int count, string applicant = "东兴示例食品加工有限公司")
    {
        List<Guid> ids = [];
        await Host.Work.RunAsync<AppDbContext>(null, db =>
        {
            ids.Clear();
            for (var index = 0; index < count; index++)
            {
                var start = Start.AddMinutes(made);
                var file = OpenCases.NewCase($"YG-2026-{++made:000000}", "GX", start, Guid.CreateVersion7());
                file.Applicant = applicant;
                var task = OpenCases.NewTask(file, "decision", start);
                task.DueAt = made % 10 == 0 ? null : Start.AddDays(made / 3 % 7);
                db.Add(file);
                db.Add(task);
                ids.Add(task.Id);
            }

            return Task.CompletedTask;
        }, Cancellation);
        return ids;
    }

    public async Task<TResult> AskAsync<TService, TResult>(Actor actor, Func<TService, Task<TResult>> ask)
        where TService : notnull
    {
        await using var scope = Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await ask(scope.Get<TService>());
    }

    public Task<InboxPage> ListAsync(InboxQuery query, Actor? actor = null) =>
        AskAsync<InboxService, InboxPage>(actor ?? Me, inbox => inbox.ListAsync(query, Cancellation));

    public async Task<IReadOnlyList<string>> FindAsync(string text, Actor? actor = null) =>
        [.. (await ListAsync(new InboxQuery { Text = text, PageSize = 100 }, actor)).Items
            .Select(item => item.CaseNumber)];

    public Task ClaimAsync(Guid task, Actor actor) => Host.Work.RunAsync<DecisionService>(
        actor, decisions => decisions.ClaimAsync(task, Cancellation), Cancellation);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
