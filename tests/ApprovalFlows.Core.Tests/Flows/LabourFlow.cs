using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Http;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>The flows about workers and agencies with their offices, people and registers.</summary>
internal sealed class LabourFlow : IAsyncDisposable
{
    public const string Worker = LabourValues.PersonalNumber;
    private static readonly byte[] Pdf = "%PDF-1.4\n% for tests\n"u8.ToArray();
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    private readonly EmployerFlow inner;

    private LabourFlow(EmployerFlow inner) => this.inner = inner;

    public DateOnly Today => ChinaTime.DateOf(inner.Clock.GetUtcNow());

    public EmployerFlow Inner => inner;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<LabourFlow> StartAsync() => StartAsync(CoreHost.ConfiguredKind);

    public static async Task<LabourFlow> StartAsync(DatabaseKind kind)
    {
        var flow = new LabourFlow(await EmployerFlow.StartAsync(kind));
        await flow.GiveAsync("TX", number: "GTH-TEST-1");
        return flow;
    }

    public static FormDefinition FormOf(string flow) => FormDefinition.OfWorkflow(
        JsonElement.Parse(File.ReadAllText(RepositoryFiles.PathOf($"workflows/{flow}.json"))))!;

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    public JsonObject Values(string flow) => LabourValues.Of(flow, Today);

    /// <summary>Puts a paper into the register as if it had been issued before.</summary>
    public async Task<string> GiveAsync(
        string kind, string? number = null, int days = 300, string contents = "{}", string? areas = null,
        string enterprise = "91450681MA0TEXT12B", int startsIn = 0)
    {
        var numbered = CertificateKinds.Find(kind)!.IsNumbered;
        number ??= numbered ? CertificateNumber.Compose("450681", kind, 2026, 90001) : $"{kind}-1";
        await ChangeAsync(async db =>
        {
            var firm = await db.Enterprises.SingleAsync(row => row.UnifiedSocialCreditCode == enterprise, Cancellation);
            var isOfWorker = CertificateKinds.Find(kind)!.Holder == HolderKind.Worker;
            var worker = await db.Workers.SingleAsync(row => row.PersonalNumber == Worker, Cancellation);
            db.Certificates.Add(new Certificate
            {
                Number = number,
                Kind = kind,
                CaseId = null,
                EnterpriseId = firm.Id,
                WorkerId = isOfWorker ? worker.Id : null,
                HolderName = isOfWorker ? worker.NameOriginal : firm.Name,
                HolderCode = "",
                IssuerDepartmentCode = numbered ? "hr-bureau" : "",
                IssuerName = numbered ? "" : "测试",
                FilingNumber = null,
                IssuedAt = inner.Clock.GetUtcNow(),
                ValidFrom = Today.AddDays(startsIn),
                ValidTo = Today.AddDays(days),
                Contents = contents,
                AreaCodes = areas,
            });
        });
        return number;
    }

    /// <summary>Everything a worker permit rests on.</summary>
    public async Task GivePermitPapersAsync(string without = "", int headcount = 5)
    {
        if (without != "YG")
            await GiveAsync(
                "YG", contents: $$"""{ "headcount": {{headcount}}, "posts": [{ "code": "A1" }] }""");
        foreach (var (kind, days) in new[] { ("JK", 180), ("XY", 190), ("YW", 200), ("GS", 210) })
            if (kind != without) await GiveAsync(kind, days: days);
        if (without != "TL") await GiveAsync("TL", days: 150, areas: "450681");
    }

    public Task ChangeAsync(Func<AppDbContext, Task> change) => inner.Host.Work.RunAsync<AppDbContext>(
        null,
        async db =>
        {
            await change(db);
            await db.SaveChangesAsync(Cancellation);
        },
        Cancellation);

    public async Task<string> ApplyAsync(string flow, string user, JsonObject? values = null, string? without = null)
    {
        var submission = await SubmissionAsync(flow, user, values ?? Values(flow), without);
        var receipt = await inner.Host.Work.RunAsync<SubmissionService, SubmissionReceipt>(
            await inner.ActorAsync(user),
            service => service.SubmitAsync(
                flow, submission, null, new HttpRequestData { Method = "POST", Path = flow }, Cancellation),
            Cancellation);
        return receipt.CaseNumber;
    }

    public async Task CorrectAsync(string number, string flow, string user, JsonObject values)
    {
        var submission = await SubmissionAsync(flow, user, values, null);
        await inner.Host.Work.RunAsync<CorrectionService, Case>(
            await inner.ActorAsync(user),
            service => service.ResubmitAsync(number, submission, Cancellation),
            Cancellation);
    }

    /// <summary>Takes the decisions one after the other: "window:accept hr:approve".</summary>
    public async Task WalkAsync(string number, string decisions)
    {
        foreach (var decision in decisions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (user, outcome) = (decision.Split(':')[0], decision.Split(':')[1]);
            if (user == "worker") await AnswerAsync(number, outcome, "意见");
            else await inner.DecideAsync(number, user, outcome, "意见");
        }
    }

    public async Task AnswerAsync(string number, string answer, string? reason, string user = "worker") =>
        await inner.Host.Work.RunAsync<WorkerAnswers, Case>(
            await inner.ActorAsync(user),
            answers => answers.AnswerAsync(number, answer, reason, Cancellation),
            Cancellation);

    public Task<CaseView> ShowAsync(string number, string user) => inner.ShowAsync(number, user);

    public Task<List<Certificate>> PapersAsync(string kind) => inner.Host.ReadAsync<AppDbContext, List<Certificate>>(
        db => db.Certificates.AsNoTracking().Where(paper => paper.Kind == kind)
            .OrderBy(paper => paper.Id).ToListAsync(Cancellation));

    /// <summary>Another worker of the demo employer, with a border pass of that number.</summary>
    public Task HireAsync(string name, string pass) => ChangeAsync(async db =>
    {
        var firm = await db.Enterprises.SingleAsync(
            row => row.UnifiedSocialCreditCode == "91450681MA0TEXT12B", Cancellation);
        var worker = new Worker
        {
            NameOriginal = name,
            NameLatin = name,
            Sex = Sex.Male,
            BirthDate = new DateOnly(1990, 2, 14),
            Nationality = "VNM",
            EnterpriseId = firm.Id,
            CreatedAt = inner.Clock.GetUtcNow(),
        };
        db.Workers.Add(worker);
        db.Certificates.Add(new Certificate
        {
            Number = pass,
            Kind = "TX",
            CaseId = null,
            EnterpriseId = null,
            WorkerId = worker.Id,
            HolderName = name,
            HolderCode = "",
            IssuerDepartmentCode = "",
            IssuerName = "测试",
            FilingNumber = null,
            IssuedAt = inner.Clock.GetUtcNow(),
            ValidFrom = Today,
            ValidTo = Today.AddDays(300),
            Contents = "{}",
        });
    });

    /// <summary>One file in each slot of the flow's form.</summary>
    public async Task<Dictionary<string, IReadOnlyList<Guid>>> FilesAsync(
        string flow, string user, string? without = null)
    {
        var slots = new Dictionary<string, IReadOnlyList<Guid>>();
        var actor = await inner.ActorAsync(user);
        foreach (var slot in FormOf(flow).AllAttachments().Where(slot => slot.Name != without))
        {
            var (name, bytes) = slot.Accept.Contains(".pdf") ? ("file.pdf", Pdf) : ("file.png", Png);
            var file = await inner.Host.Work.RunAsync<AttachmentService, Attachment>(
                actor, service => service.UploadAsync(name, bytes, Cancellation), Cancellation);
            slots[slot.Name] = [file.Id];
        }

        return slots;
    }

    private async Task<Submission> SubmissionAsync(string flow, string user, JsonObject values, string? without) =>
        new(values.ToElement(), await FilesAsync(flow, user, without));
}
