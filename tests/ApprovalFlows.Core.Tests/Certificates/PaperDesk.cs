using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Tests.Certificates;

/// <summary>A database with firms, workers and papers that no flow had to make.</summary>
internal sealed class PaperDesk : IAsyncDisposable
{
    private int serial;

    private PaperDesk(CoreHost host) => Host = host;

    public CoreHost Host { get; }

    public static async Task<PaperDesk> StartAsync(DatabaseKind kind, string now = "2026-11-21 09:00") =>
        new(await CoreHost.StartAsync(kind, EmployerFlow.At(now)));

    public static Actor Officer(string department = "hr-bureau", string post = "issuance") =>
        new(Guid.CreateVersion7(), "officer", "发证人员", new HashSet<string> { Roles.Reviewer },
            [new PostReference(department, post)], null);

    public static Actor EmployerOf(Guid enterprise) =>
        new(Guid.CreateVersion7(), "employer", "企业经办人", new HashSet<string> { Roles.Applicant }, [], enterprise);

    public static Actor WorkerSelf(Guid worker) =>
        new(Guid.CreateVersion7(), "worker", "务工人员", new HashSet<string> { Roles.Worker }, [], null)
        {
            WorkerId = worker,
        };

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    public static Case NewCase(Guid? enterprise, string number = "TEST-1") => new()
    {
        Number = number,
        Flow = "test",
        FlowVersion = 1,
        FlowVersionId = "test:1",
        InstanceId = number,
        Title = "test",
        ApplicantUserId = Guid.CreateVersion7(),
        EnterpriseId = enterprise,
        Applicant = "东兴示例食品加工有限公司",
        AreaCode = "450681101",
        Region = "GX",
        Values = "{}",
        SubmittedAt = EmployerFlow.At("2026-01-05 09:00"),
        ReceivedAt = EmployerFlow.At("2026-01-05 09:00"),
    };

    public async Task<Enterprise> AddFirmAsync(string code = "91450681MA0TEXT12B")
    {
        var firm = new Enterprise
        {
            Name = "东兴示例食品加工有限公司",
            UnifiedSocialCreditCode = code,
            Kind = "employer",
            AreaCode = "450681101",
        };
        await SaveAsync(firm);
        return firm;
    }

    public async Task<Worker> AddWorkerAsync(
        Guid? firm, WorkerMode mode = WorkerMode.Resident, string area = "450681101")
    {
        var worker = NewWorker(firm, mode, area);
        await SaveAsync(worker);
        return worker;
    }

    public static Worker NewWorker(
        Guid? firm, WorkerMode mode = WorkerMode.Resident, string? area = "450681101") => new()
        {
            NameOriginal = "Nguyễn Thị Mẫu",
            NameLatin = "NGUYEN THI MAU",
            Sex = Sex.Female,
            BirthDate = new DateOnly(1995, 3, 14),
            Nationality = "VNM",
            Mode = mode,
            EnterpriseId = firm,
            WorkAreaCode = area,
            CreatedAt = EmployerFlow.At("2026-01-05 09:00"),
        };

    public Certificate NewPaper(
        string kind, Guid? firm, Guid? worker, string from, string to, string? number = null) =>
        Paper(kind, firm, worker, Day(from), Day(to), number ?? $"{kind}-{++serial:D5}");

    public static Certificate Paper(
        string kind, Guid? firm, Guid? worker, DateOnly from, DateOnly to, string number,
        string? areas = null, Guid? agent = null) => new()
        {
            AreaCodes = areas,
            AgentId = agent,
            Number = number,
            Kind = kind,
            CaseId = null,
            EnterpriseId = firm,
            WorkerId = worker,
            HolderName = worker is null ? "东兴示例食品加工有限公司" : "NGUYEN THI MAU",
            HolderCode = "",
            IssuerDepartmentCode = CertificateKinds.MustFind(kind).Issuer ?? "",
            IssuerName = CertificateKinds.MustFind(kind).Issuer is null ? "保险公司" : "",
            FilingNumber = null,
            IssuedAt = EmployerFlow.At("2026-01-05 09:00"),
            ValidFrom = from,
            ValidTo = to,
            Contents = "{}",
        };

    public async Task<Certificate> AddPaperAsync(
        string kind, Guid? firm, Guid? worker, string from, string to, string? number = null)
    {
        var paper = NewPaper(kind, firm, worker, from, to, number);
        await SaveAsync(paper);
        return paper;
    }

    public async Task SaveAsync(params object[] rows) => await Host.ReadAsync<AppDbContext, int>(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    public async Task<TResult> ReadAsync<TService, TResult>(Actor actor, Func<TService, Task<TResult>> read)
        where TService : notnull
    {
        await using var scope = Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await read(scope.Get<TService>());
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
