using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Seeding;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Http;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>The employer certificate's flow with its offices and people, driven through Core's services.</summary>
internal sealed class EmployerFlow : IAsyncDisposable
{
    public const string Flow = "employer-certificate";
    private static readonly byte[] Pdf = "%PDF-1.4\n% for tests\n"u8.ToArray();
    private static readonly string[] Slots =
        ["businessLicence", "rulesDispatch", "rulesLiving", "rulesTraining", "rulesSafety"];

    private static readonly Lazy<Task<byte[]>> Prepared = new(PrepareFileAsync);

    private readonly Dictionary<string, Actor> actors = [];

    private EmployerFlow(CoreHost host) => Host = host;

    public CoreHost Host { get; }

    public FakeClock Clock => Host.Clock;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="now">Time in Dongxing, such as 2026-04-01 09:00.</param>
    /// <param name="directory">Where the flows lie, when not in the repository's folder.</param>
    public static Task<EmployerFlow> StartAsync(string now = "2026-03-02 09:00", string? directory = null) =>
        StartAsync(CoreHost.ConfiguredKind, now, directory);

    public static async Task<EmployerFlow> StartAsync(
        DatabaseKind kind, string now = "2026-03-02 09:00", string? directory = null)
    {
        var copy = kind == DatabaseKind.Sqlite && directory is null ? await Prepared.Value : null;
        var host = await CoreHost.StartAsync(kind, At(now), copy);
        if (copy is null) await PrepareAsync(host, directory ?? RepositoryFiles.PathOf("workflows"));
        return new EmployerFlow(host);
    }

    // Hashing sixteen passwords takes longer than most tests; one file serves as the start of all.
    private static async Task<byte[]> PrepareFileAsync()
    {
        await using var host = await CoreHost.StartAsync(DatabaseKind.Sqlite);
        await PrepareAsync(host, RepositoryFiles.PathOf("workflows"));
        return await host.CopyAsync();
    }

    private static async Task PrepareAsync(CoreHost host, string directory)
    {
        await host.Work.RunAsync<OrganisationSeed>(null, seed => seed.LoadAsync());
        await host.Work.RunAsync<DemoData>(null, demo => demo.LoadAsync());
        await host.Work.RunAsync<DefinitionLibrary>(null, library => library.LoadFilesAsync(directory));
    }

    public static DateTimeOffset At(string local) => new(
        DateTime.ParseExact(
            local,
            ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"],
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None),
        ChinaTime.Offset);

    public void MoveTo(string local) => Clock.MoveTo(At(local));

    public async Task<Actor> ActorAsync(string userName)
    {
        if (actors.TryGetValue(userName, out var known)) return known;
        var id = await Host.ReadAsync<AppDbContext, Guid>(db => db.Users
            .Where(user => user.UserName == userName).Select(user => user.Id).SingleAsync(Cancellation));
        return actors[userName] = (await Host.ReadAsync<ActorService, Actor?>(
            service => service.FindAsync(id, Cancellation)))!;
    }

    public JsonObject Values(string park = "asean-zone") =>
        ApplicationValues.On(ChinaTime.DateOf(Clock.GetUtcNow()), park);

    /// <summary>Hands an application in; R2 is the route of the ASEAN zone.</summary>
    public Task<string> SubmitAsync(string route = "R2", string user = "employer") =>
        SubmitAsync(Values(route == "R2" ? "asean-zone" : "jiangping"), user);

    public async Task<string> SubmitAsync(JsonObject values, string user = "employer")
    {
        var submission = await WithFilesAsync(values, user);
        var receipt = await Host.Work.RunAsync<SubmissionService, SubmissionReceipt>(
            await ActorAsync(user),
            service => service.SubmitAsync(
                Flow, submission, null, new HttpRequestData { Method = "POST", Path = Flow }, Cancellation),
            Cancellation);
        return receipt.CaseNumber;
    }

    public async Task<Submission> WithFilesAsync(JsonObject values, string user = "employer")
    {
        var file = await Host.Work.RunAsync<AttachmentService, Attachment>(
            await ActorAsync(user), service => service.UploadAsync("file.pdf", Pdf, Cancellation), Cancellation);
        return new Submission(
            values.ToElement(), Slots.ToDictionary(slot => slot, IReadOnlyList<Guid> (_) => [file.Id]));
    }

    public async Task<ReviewTask> OpenTaskAsync(string number) =>
        Assert.Single(await TasksAsync(number), task => task.Status == ReviewTaskStatus.Open);

    public Task<List<ReviewTask>> TasksAsync(string number) =>
        Host.ReadAsync<AppDbContext, List<ReviewTask>>(db => db.ReviewTasks.AsNoTracking()
            .Where(task => db.Cases.Any(file => file.Id == task.CaseId && file.Number == number))
            .OrderBy(task => task.Id)
            .ToListAsync(Cancellation));

    /// <summary>Decides the open task of the case.</summary>
    public async Task DecideAsync(string number, string user, string outcome, string? opinion = null) =>
        await DecideAsync(await OpenTaskAsync(number), user, outcome, opinion);

    public async Task DecideAsync(ReviewTask task, string user, string outcome, string? opinion = null)
    {
        var favourable = outcome is "accept" or "approve" or "issue";
        var request = new DecisionRequest(outcome, opinion ?? (favourable ? null : "材料不全"), task.Revision, []);
        await Host.Work.RunAsync<DecisionService, Case>(
            await ActorAsync(user), service => service.DecideAsync(task.Id, request, Cancellation), Cancellation);
    }

    public async Task CorrectAsync(string number, JsonObject? values = null)
    {
        var submission = await WithFilesAsync(values ?? Values());
        await Host.Work.RunAsync<CorrectionService, Case>(
            await ActorAsync("employer"),
            service => service.ResubmitAsync(number, submission, Cancellation),
            Cancellation);
    }

    public async Task WithdrawAsync(string number, string? reason = "不再需要", string user = "employer") =>
        await Host.Work.RunAsync<WithdrawalService, Case>(
            await ActorAsync(user), service => service.WithdrawAsync(number, reason, Cancellation), Cancellation);

    public async Task ExtendAsync(string number, string user = "zone", string? reason = "案情复杂") =>
        await Host.Work.RunAsync<ExtensionService, Case>(
            await ActorAsync(user), service => service.ExtendAsync(number, reason, Cancellation), Cancellation);

    public async Task<CaseView> ShowAsync(string number, string user = "employer")
    {
        var actor = await ActorAsync(user);
        await using var scope = Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<CaseViewService>().ShowAsync(number, Cancellation);
    }

    public async Task<CaseStatus> StatusAsync(string number) => (await ShowAsync(number)).Status;

    public Task<DueWorkReport> RunDueWorkAsync() => Host.Get<DueWorkJob>().RunAsync(Cancellation);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
