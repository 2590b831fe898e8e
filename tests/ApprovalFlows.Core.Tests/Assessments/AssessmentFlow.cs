using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Workflows.Http;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Assessments;

/// <summary>The annual assessment of 2025, opened in January 2026, with the firms of the demonstration.</summary>
internal sealed class AssessmentFlow : IAsyncDisposable
{
    public const int Year = 2025;
    public const string Firm = "91450681MA0TEXT12B";
    public const string Other = "91450681MA0TEXT393";
    public const string Agency = "91450681MA0TEXT47X";

    /// <summary>Who scores, by office.</summary>
    public static readonly IReadOnlyDictionary<string, string> Scorers = new Dictionary<string, string>
    {
        ["hr-bureau"] = "hr",
        ["police"] = "police",
        ["customs"] = "customs",
        ["border-inspection"] = "border",
        ["park-office"] = "park",
    };

    private AssessmentFlow(EmployerFlow inner) => Inner = inner;

    public EmployerFlow Inner { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<AssessmentFlow> StartAsync() => StartAsync(CoreHost.ConfiguredKind);

    public static async Task<AssessmentFlow> StartAsync(DatabaseKind kind)
    {
        var flow = new AssessmentFlow(await EmployerFlow.StartAsync(kind, "2026-01-05 09:00"));
        await flow.GiveAsync(Firm, "YG", "2025-03-01", "2026-02-28");
        return flow;
    }

    public ValueTask DisposeAsync() => Inner.DisposeAsync();

    public Task GiveAsync(string code, string kind, string from, string to) => ChangeAsync(async db =>
    {
        var firm = await db.Enterprises.SingleAsync(row => row.UnifiedSocialCreditCode == code, Cancellation);
        db.Certificates.Add(new Certificate
        {
            Number = $"{kind}-{code}-{from}",
            Kind = kind,
            CaseId = null,
            EnterpriseId = firm.Id,
            HolderName = firm.Name,
            HolderCode = code,
            IssuerDepartmentCode = "hr-bureau",
            FilingNumber = null,
            IssuedAt = Inner.Clock.GetUtcNow(),
            ValidFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            ValidTo = DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            Contents = "{}",
        });
    });

    public Task ChangeAsync(Func<AppDbContext, Task> change) => Inner.Host.Work.RunAsync<AppDbContext>(
        null,
        async db =>
        {
            await change(db);
            await db.SaveChangesAsync(Cancellation);
        },
        Cancellation);

    public Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read) => Inner.Host.ReadAsync(read);

    public async Task OpenAsync(int year = Year, string user = "zone") =>
        await Inner.Host.Work.RunAsync<CycleService, AssessmentCycle>(
            await Inner.ActorAsync(user), cycles => cycles.OpenAsync(year, Cancellation), Cancellation);

    public static JsonObject Report(int year = Year) => new()
    {
        ["year"] = year,
        ["areaCode"] = "450681101",
        ["trainingLaw"] = 12,
        ["trainingCustoms"] = 8,
        ["trainingSkills"] = 20,
        ["selfGrade"] = "A",
        ["comment"] = "全年按规定管理务工人员，未发生纠纷。",
        ["attestation"] = true,
    };

    public async Task<string> ReportAsync(string user = "employer", int year = Year) =>
        (await Inner.Host.Work.RunAsync<SubmissionService, SubmissionReceipt>(
            await Inner.ActorAsync(user),
            service => service.SubmitAsync(
                ReportingService.Flow,
                new Submission(Report(year).ToElement(), new Dictionary<string, IReadOnlyList<Guid>>()),
                null,
                new HttpRequestData { Method = "POST", Path = ReportingService.Flow },
                Cancellation),
            Cancellation)).CaseNumber;

    /// <summary>All offices give so many percent of their points, rounded down.</summary>
    public async Task ScoreAllAsync(string number, int percent = 100, params string[] without)
    {
        foreach (var (office, user) in Scorers.Where(pair => !without.Contains(pair.Key)))
            await ScoreAsync(number, user, Sheet(office, percent));
    }

    public static List<ScoreLine> Sheet(string office, int percent = 100, string? reason = "有待改进") =>
    [
        .. AssessmentRules.Seed.PartOf(office)!.Criteria.Select(criterion => new ScoreLine(
            criterion.Key, criterion.Points * percent / 100, percent == 100 ? null : reason)),
    ];

    public async Task ScoreAsync(string number, string user, IReadOnlyList<ScoreLine> sheet)
    {
        var actor = await Inner.ActorAsync(user);
        var task = (await Inner.TasksAsync(number)).First(row => row.Status == ReviewTaskStatus.Open
            && actor.Holds(row.DepartmentCode, row.PostCode));
        await DecideAsync(actor, task, ScoringService.Outcome, sheet);
    }

    public Task DecideAsync(Actor actor, ReviewTask task, string outcome, IReadOnlyList<ScoreLine>? sheet = null) =>
        Inner.Host.Work.RunAsync<DecisionService, Case>(
            actor,
            service => service.DecideAsync(
                task.Id, new DecisionRequest(outcome, "意见", task.Revision, []) { Sheet = sheet ?? [] }, Cancellation),
            Cancellation);

    public async Task ObjectAsync(string office, string code = Firm, string user = "employer") =>
        await Inner.Host.Work.RunAsync<ObjectionService, AssessmentObjection>(
            await Inner.ActorAsync(user),
            service => service.FileAsync(Year, code, office, "已按要求整改，评分未计入。", Cancellation),
            Cancellation);

    /// <summary>Somebody of the public objects, with a telephone; returns the number to ask by.</summary>
    public async Task<string> ObjectPubliclyAsync(
        string office, string? mail = null, string language = "zh-CN", string code = Firm)
    {
        var handedIn = new PublicObjection(office, "宿舍三月起住满，登记却少十二人。", "黄秀英", "139 7703 1234", mail, language);
        var filed = await Inner.Host.Work.RunAsync<ObjectionService, AssessmentObjection>(
            Actor.Anonymous,
            service => service.FilePubliclyAsync(Year, code, handedIn, Cancellation), Cancellation);
        return filed.Number!;
    }

    public async Task<ObjectionAnswer?> AskAsync(string number)
    {
        await using var scope = Inner.Host.OpenScope();
        return await scope.Get<ObjectionLookup>().FindAsync(number, Cancellation);
    }

    /// <summary>The objection that the only open task is about, as a person sees it there.</summary>
    public async Task<ObjectionView?> ShowTaskAsync(string number, string user)
    {
        var task = await Inner.OpenTaskAsync(number);
        await using var scope = Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = await Inner.ActorAsync(user);
        var view = await scope.Get<TaskViewService>().ShowAsync(task.Id, Cancellation);
        return (await scope.Get<ObjectionCourse>().ShowAsync(view, Cancellation))?.Objection;
    }

    /// <summary>Scored and confirmed: the publicity runs.</summary>
    public async Task PublishAsync(string number, int percent = 100)
    {
        await ScoreAllAsync(number, percent);
        await Inner.DecideAsync(number, "zone", "confirm", "同意");
    }

    public Task<PublicityReport> EndPublicityAsync() => Inner.Host.Get<PublicityJob>().RunAsync(Cancellation);

    public Task<CycleReport> RunCycleAsync() => Inner.Host.Get<AssessmentCycleJob>().RunAsync(Cancellation);

    public async Task<AssessmentView> ShowAsync(string user, string code = Firm)
    {
        var actor = user.Length == 0 ? Actor.Anonymous : await Inner.ActorAsync(user);
        await using var scope = Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<AssessmentDetails>().ShowAsync(Year, code, Cancellation);
    }
}
