using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Certificates;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Papers;

/// <summary>One firm with three workers in order: boards, previews and what follows from an act.</summary>
public abstract class PapersServiceTests(DatabaseKind kind) : IAsyncLifetime
{
    private const int Workers = 3;
    private readonly List<Guid> workers = [];
    private PaperDesk desk = null!;
    private Guid firm;
    private Certificate employer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await PaperDesk.StartAsync(kind);
        firm = (await desk.AddFirmAsync()).Id;
        employer = await desk.AddPaperAsync("YG", firm, null, "2026-07-01", "2027-06-30", "450681YG2026000172");
        for (var place = 0; place < Workers; place++)
        {
            var worker = (await desk.AddWorkerAsync(firm)).Id;
            workers.Add(worker);
            await desk.SaveAsync(
                desk.NewPaper("TX", null, worker, "2026-05-02", "2027-05-01"),
                desk.NewPaper("JK", firm, worker, "2026-11-01", "2027-04-30"),
                desk.NewPaper("XY", firm, worker, "2026-11-01", "2027-02-10"),
                desk.NewPaper("YW", firm, worker, "2026-11-01", "2027-02-10"),
                desk.NewPaper("GS", firm, worker, "2026-11-01", "2027-02-10"),
                desk.NewPaper("WG", firm, worker, "2026-11-01", "2027-02-10"),
                desk.NewPaper("TL", firm, worker, "2026-11-01", "2027-02-10"),
                desk.NewPaper("ZD", firm, worker, "2026-11-02", "2027-02-10"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Boards_EmployerSuspendedAndReinstated_AreAsBefore()
    {
        var before = await LampsAsync();
        var preview = await PreviewAsync(HoldAct.Suspension, "2026-11-21", 2);
        await ActAsync(service => service.SuspendAsync(employer.Number, new("安全事故"), Cancellation));
        var during = await LampsAsync();
        var held = (await BoardAsync(PaperDesk.EmployerOf(firm), workers[0])).Board["residence"];
        await ActAsync(service => service.ReinstateAsync(employer.Number, new("整改合格"), Cancellation));
        var after = await LampsAsync();

        Assert.Equal([Lamp.Green, Lamp.Green, Lamp.Green], before);
        Assert.Equal([Lamp.Red, Lamp.Red, Lamp.Red], during);
        Assert.Equal(before, after);
        Assert.Equal((Workers, 9, 2), (preview.Workers, preview.Held.TotalCount, preview.Held.Items.Count));
        Assert.Equal(["TL=3", "WG=3", "ZD=3"], preview.ByKind.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal((SlotState.Held, employer.Number), (held.State, held.Causes[0].Paper.Number));
    }

    [Fact]
    public async Task Preview_EmployerExpires_HoldsOnlyWhatLastsLonger()
    {
        await desk.AddPaperAsync("WG", firm, workers[0], "2027-02-11", "2027-12-31");

        var preview = await PreviewAsync(HoldAct.Expiry, "2026-11-21", 10);

        // The agreement of the second permit has ended by then: nothing is held up that counts for nothing.
        Assert.Equal((0, PaperDesk.Day("2027-07-01")), (preview.Workers, preview.From));
    }

    [Fact]
    public async Task Preview_RevocationOfASuspendedCertificate_CountsWhatItMakesLasting()
    {
        await ActAsync(service => service.SuspendAsync(employer.Number, new("安全事故"), Cancellation));

        var preview = await desk.ReadAsync<CertificateLifeService, HoldPreview>(
            PaperDesk.Officer(),
            service => service.PreviewAsync(
                employer.Number, HoldAct.Revocation, null, cancellation: Cancellation));

        Assert.Equal(Workers, preview.Workers);
    }

    [Fact]
    public async Task Preview_SecondEmployerCertificate_HoldsNothing()
    {
        await desk.AddPaperAsync("YG", firm, null, "2026-11-01", "2027-06-30");

        Assert.Equal(0, (await PreviewAsync(HoldAct.Revocation, "2026-11-21", 10)).Held.TotalCount);
    }

    [Fact]
    public async Task Verify_HeldPaper_NamesTheCauseAndMasksTheHolder()
    {
        var permit = await desk.AddPaperAsync(
            "WG", firm, workers[0], "2026-11-01", "2027-02-10", "450681WG202509999B");
        await desk.SaveAsync(new Core.Organisation.Department
        {
            Code = "hr-bureau",
            NameZh = "人社局",
            NameVi = "HR",
            NameEn = "HR",
            Region = "GX",
            ValidFrom = new DateOnly(2009, 1, 1),
        });
        await ActAsync(service => service.SuspendAsync(employer.Number, new("安全事故"), Cancellation));

        var check = await desk.Host.ReadAsync<CertificateService, CertificateCheck?>(
            service => service.VerifyAsync(permit.Number, Cancellation));

        Assert.Equal(("NGUYEN **", CertificateState.Held), (check!.Holder, check.Status));
        Assert.Equal("Papers.Next.Held", check.HeldBecause!.Key);
    }

    [Theory]
    [InlineData("hr-bureau", "employer permit (health) (stay) accident injury pass agreement (residence)")]
    [InlineData("zone-office", "employer permit (accident) (injury) pass agreement, partial")]
    [InlineData("police-station", "employer permit stay pass residence, partial")]
    [InlineData("border-inspection", "employer permit (health) stay pass residence, partial")]
    [InlineData("customs", "employer permit health pass, partial")]
    public async Task Board_OfAnOffice_ShowsWhatItNeeds(string office, string expected)
    {
        var papers = await BoardAsync(PaperDesk.Officer(office, "x"), workers[0]);

        var slots = papers.Board.Slots.Select(slot =>
            papers.ShownIn(slot)!.Number is null ? $"({slot.Slot.Id})" : slot.Slot.Id);
        Assert.Equal(expected, string.Join(' ', slots) + (papers.Board.IsPartial ? ", partial" : ""));
        Assert.Equal(Lamp.Green, papers.Board.Lamp);
    }

    [Fact]
    public async Task Board_OfAnOffice_TellsNothingOfWhatItDoesNotSee()
    {
        await desk.Host.ReadAsync<AppDbContext, int>(db => db.Certificates
            .Where(paper => paper.WorkerId == workers[0] && paper.Kind == "YW")
            .ExecuteDeleteAsync(Cancellation));

        var (hr, police) = (
            await BoardAsync(PaperDesk.Officer(), workers[0]),
            await BoardAsync(PaperDesk.Officer("police", "exit-entry"), workers[0]));

        Assert.Equal((Lamp.Red, false), (hr.Board.Lamp, hr.Board.IsPartial));
        Assert.Equal((Lamp.Green, true, 0), (police.Board.Lamp, police.Board.IsPartial, police.Board.Gaps.Count));
    }

    [Fact]
    public async Task Board_OfAnotherWorkerOrFirm_IsNotThere()
    {
        await BoardAsync(PaperDesk.WorkerSelf(workers[0]), workers[0]);
        foreach (var actor in new[]
            {
                PaperDesk.WorkerSelf(workers[1]), PaperDesk.EmployerOf(Guid.CreateVersion7()), Actor.Anonymous,
                PaperDesk.Officer("youhao-gov", "x"), PaperDesk.Officer("park-office", "x"),
                Actor.Anonymous with { Roles = new HashSet<string> { Roles.Auditor } },
            })
        {
            var refusal = await Assert.ThrowsAsync<RuleViolation>(() => BoardAsync(actor, workers[0]));
            Assert.Equal(RuleKind.NotFound, refusal.Kind);
        }
    }

    [Fact]
    public async Task Life_OfAnotherOffice_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => desk.Host.Work.RunAsync<CertificateLifeService>(
            PaperDesk.Officer("police", "exit-entry"),
            service => service.SuspendAsync(employer.Number, new("x"), Cancellation), Cancellation));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    [Fact]
    public async Task Revoke_WithoutHearing_IsRefusedAndWithItRecorded()
    {
        await Assert.ThrowsAsync<RuleViolation>(() => ActAsync(service => service.RevokeAsync(
            employer.Number, new("骗取许可"), Cancellation)));

        await ActAsync(service => service.RevokeAsync(
            employer.Number, new("骗取许可", null, "放弃听证声明2026-11-20"), Cancellation));

        var entry = Assert.Single(await EntriesAsync(employer.Id), row => row.Act == "revoked");
        Assert.Contains("放弃听证声明2026-11-20", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Surrender_ByTheHolder_EndsThePaper()
    {
        await desk.Host.Work.RunAsync<CertificateLifeService>(
            PaperDesk.EmployerOf(firm),
            service => service.SurrenderAsync(employer.Number, new("停止经营"), Cancellation), Cancellation);

        Assert.Equal(SlotState.Ended, (await BoardAsync(PaperDesk.Officer(), workers[0])).Board["employer"].State);
    }

    private Task ActAsync(Func<CertificateLifeService, Task> act) =>
        desk.Host.Work.RunAsync(PaperDesk.Officer(), act, Cancellation);

    private Task<WorkerPapers> BoardAsync(Actor actor, Guid worker) =>
        desk.ReadAsync<PapersService, WorkerPapers>(actor, service => service.BoardAsync(worker, Cancellation));

    private async Task<List<Lamp>> LampsAsync()
    {
        var page = await desk.ReadAsync<PapersService, Paged<WorkerPapers>>(
            PaperDesk.EmployerOf(firm), service => service.BoardsAsync(firm, 1, 20, Cancellation));
        return [.. page.Items.OrderBy(row => workers.IndexOf(row.Worker.Id)).Select(row => row.Board.Lamp)];
    }

    private Task<HoldPreview> PreviewAsync(HoldAct act, string from, int pageSize) =>
        desk.Host.ReadAsync<HoldPreviewService, HoldPreview>(service => service.PreviewAsync(
            employer, act, PaperDesk.Day(from), 1, pageSize, Cancellation));

    private Task<List<CertificateEntry>> EntriesAsync(Guid id) =>
        desk.Host.ReadAsync<AppDbContext, List<CertificateEntry>>(db => db.CertificateEntries.AsNoTracking()
            .Where(entry => entry.CertificateId == id).ToListAsync(Cancellation));
}

public sealed class SqlitePapersServiceTests() : PapersServiceTests(DatabaseKind.Sqlite);

public sealed class PostgresPapersServiceTests : PapersServiceTests
{
    public PostgresPapersServiceTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
