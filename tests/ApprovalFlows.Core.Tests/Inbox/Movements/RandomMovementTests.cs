using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Inbox.Movements;

/// <summary>People act at random, two at a time, with stale revisions among them.</summary>
public abstract class RandomMovementTests(DatabaseKind kind)
{
    private const int Cases = 20;
    private const int Acts = 400;

    private static readonly string[] Users =
        ["window", "dongxing", "hr", "hr-issuer", "zone", "police", "customs", "border"];

    private static readonly string[] Steps = ["first", "joint", "beside", "last", SendBackService.Applicant];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ratio", 1)]
    [InlineData("all", 2)]
    [InlineData("inOrder", 3)]
    public async Task Movements_AtRandom_LeaveWhatTheStateOfEachCaseDemands(string mode, int seed)
    {
        await using var flow = await EmployerFlow.StartAsync(kind);
        await MovementStory.PublishAsync(flow, await SharedFlow.JsonAsync(Place.Parallel, mode));
        var numbers = new List<string>();
        for (var i = 0; i < Cases; i++) numbers.Add(await flow.SubmitAsync());
        foreach (var user in Users) await flow.ActorAsync(user);
        var random = new Random(seed);
        var done = 0;

        for (var act = 0; act < Acts; act += 2)
        {
            flow.Clock.Advance(TimeSpan.FromMinutes(1));
            var number = numbers[random.Next(numbers.Count)];
            var results = await Task.WhenAll(
                await BeginAsync(flow, number, random), await BeginAsync(flow, number, random));
            done += results.Count(succeeded => succeeded);
            if (act % 100 == 0) await MustHoldAsync(flow);
        }

        await MustHoldAsync(flow);
        Assert.True(done > Acts / 10, $"Only {done} of {Acts} acts were possible.");
    }

    private static async Task MustHoldAsync(EmployerFlow flow) =>
        Assert.Empty(await flow.Host.ReadAsync<AppDbContext, IReadOnlyList<string>>(
            db => CaseInvariants.BreachesAsync(db, Cancellation)));

    // What is to happen is chosen now; it happens beside whatever else was begun.
    private static async Task<Task<bool>> BeginAsync(EmployerFlow flow, string number, Random random)
    {
        if (await flow.StatusAsync(number) == CaseStatus.CorrectionRequested && random.Next(2) == 0)
            return TryAsync(() => flow.CorrectAsync(number));
        if (random.Next(150) == 0) return TryAsync(() => flow.WithdrawAsync(number));
        var tasks = await flow.TasksAsync(number);
        var live = tasks.FindAll(task => task.IsUnfinished);
        var task = random.Next(5) > 0 && live.Count > 0 ? Pick(live, random) : Pick(tasks, random);
        var actors = await Task.WhenAll(Users.Select(flow.ActorAsync));
        var able = Users.Where((_, index) => task.MayBeDecidedBy(actors[index])
            || task.DecidedById == actors[index].UserId).ToArray();
        var user = able.Length > 0 && random.Next(10) > 0 ? Pick(able, random) : Pick(Users, random);
        var revision = random.Next(10) == 0 ? task.Revision - 1 : task.Revision;
        return TryAsync(Choose(new MovementStory(flow, number), task, user, revision, random));
    }

    private static Func<Task> Choose(
        MovementStory story, ReviewTask task, string user, int revision, Random random)
    {
        const string reason = "随机";
        var (other, step) = (Pick(Users, random), Pick(Steps, random));
        var outcome = random.Next(5) > 0 ? task.Outcomes[0] : Pick(task.Outcomes, random);
        var position = (ExtraPosition)random.Next(3);
        var then = (AfterSendBack)random.Next(2);
        return random.Next(14) switch
        {
            0 => () => story.ActAsync<DecisionService, ReviewTask>(user, service => service.ClaimAsync(task.Id)),
            1 => () => story.ActAsync<DecisionService, ReviewTask>(user, service => service.ReleaseAsync(task.Id)),
            2 => () => story.ActAsync<RecallService, Case>(user, service => service.RecallAsync(task.Id, reason)),
            3 => () => story.ActAsync<TransferService, ReviewTask>(user, service =>
                service.TransferAsync(task.Id, new TransferRequest(other, reason, revision))),
            4 => () => story.ActAsync<DelegationService, ReviewTask>(user, service =>
                service.DelegateAsync(task.Id, new DelegationRequest(other, reason, revision))),
            5 => () => story.ActAsync<ExtraSignerService, Case>(user, service => service.AddAsync(
                task.Id, new ExtraSignerRequest(position, [other], reason, revision))),
            6 => () => story.RemoveAsync(user, task.Id),
            7 or 8 => () => story.ActAsync<SendBackService, Case>(user, service =>
                service.SendBackAsync(task.Id, new SendBackRequest(step, then, reason, revision))),
            _ => () => story.ActAsync<DecisionService, Case>(user, service =>
                service.DecideAsync(task.Id, new DecisionRequest(outcome, reason, revision, []))),
        };
    }

    private static T Pick<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    private static Task<bool> TryAsync(Func<Task> act) => Task.Run(async () =>
    {
        try
        {
            await act();
            return true;
        }
        catch (RuleViolation)
        {
            return false;
        }
    });
}

public sealed class RandomMovementOnSqliteTests() : RandomMovementTests(DatabaseKind.Sqlite);

public sealed class RandomMovementOnPostgresTests : RandomMovementTests
{
    public RandomMovementOnPostgresTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
