using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Certificates;

/// <summary>Papers of workers, and those of others.</summary>
public abstract class IssuingServiceTests(DatabaseKind kind) : IAsyncLifetime
{
    private PaperDesk desk = null!;
    private Guid firm, worker, file;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await PaperDesk.StartAsync(kind);
        firm = (await desk.AddFirmAsync()).Id;
        worker = (await desk.AddWorkerAsync(firm)).Id;
        var row = PaperDesk.NewCase(firm);
        await desk.SaveAsync(row);
        file = row.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Issue_PaperOfAWorker_BearsNameNumberAndLicenceId()
    {
        var paper = await IssueAsync(CertificateKinds.WorkerPermit);

        var stored = await StoredAsync(paper.Number);
        Assert.Equal(("NGUYEN THI MAU", "", "hr-bureau", "450681,450602"),
            (stored.HolderName, stored.HolderCode, stored.IssuerDepartmentCode, stored.AreaCodes));
        Assert.StartsWith("450681WG202600001", stored.Number, StringComparison.Ordinal);
        Assert.True(ElectronicLicenceId.Check(ElectronicLicence.IdOf(stored)!).IsValid);
        Assert.Equal(Certificate.IssuedAct, Assert.Single(stored.Entries).Act);
    }

    [Fact]
    public async Task Issue_LicenceOfAFirmThatIsNotFiled_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => IssueAsync(CertificateKinds.LabourService));

        Assert.Equal("IssueBeforeApproval", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Issue_KindOfOthers_IsRefused() =>
        await Assert.ThrowsAsync<RuleViolation>(() => IssueAsync(CertificateKinds.BorderPass));

    [Fact]
    public async Task Register_TheSamePaperTwice_IsOnePaper()
    {
        var first = await RegisterAsync("c1234567 ");
        var second = await RegisterAsync("C1234567");

        Assert.Equal(first.Id, second.Id);
        Assert.Null(ElectronicLicence.IdOf(first));
    }

    [Fact]
    public async Task Register_TheSamePaperWithOtherDays_IsRefused()
    {
        await RegisterAsync("C1234567");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => RegisterAsync("C1234567", "2027-06-30"));

        Assert.Equal("PaperRegisteredOtherwise", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Register_KindOfOurs_IsRefused()
    {
        var request = Request("1", "2027-05-01") with { Kind = CertificateKinds.Stay };

        await Assert.ThrowsAsync<RuleViolation>(() => desk.Host.Work.RunAsync<RegisteringService, Certificate>(
            null, service => service.RegisterAsync(request, Cancellation), Cancellation));
    }

    private Task<Certificate> IssueAsync(string paperKind) =>
        desk.Host.Work.RunAsync<IServiceProvider, Certificate>(
            PaperDesk.Officer(),
            async services => await services.GetRequiredService<IssuingService>().IssueAsync(
                new IssueRequest(
                    await services.GetRequiredService<AppDbContext>().Cases.SingleAsync(
                        row => row.Id == file, Cancellation),
                    paperKind, worker, firm, PaperDesk.Day("2026-11-21"), PaperDesk.Day("2027-02-10"), "{}",
                    AreaCodes: "450681,450602"),
                Cancellation),
            Cancellation);

    private RegisterRequest Request(string number, string to) => new(
        CertificateKinds.BorderPass, number, "Công an Móng Cái", worker, null,
        PaperDesk.Day("2026-05-02"), PaperDesk.Day(to), "{}", file);

    private Task<Certificate> RegisterAsync(string number, string to = "2027-05-01") =>
        desk.Host.Work.RunAsync<RegisteringService, Certificate>(
            null, service => service.RegisterAsync(Request(number, to), Cancellation), Cancellation);

    private Task<Certificate> StoredAsync(string number) =>
        desk.Host.ReadAsync<AppDbContext, Certificate>(db => db.Certificates.AsNoTracking()
            .Include(paper => paper.Entries).SingleAsync(paper => paper.Number == number, Cancellation));
}

public sealed class SqliteIssuingServiceTests() : IssuingServiceTests(DatabaseKind.Sqlite);

public sealed class PostgresIssuingServiceTests : IssuingServiceTests
{
    public PostgresIssuingServiceTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
