using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Tests.Workers;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Crossings;

public sealed class CrossingServiceTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Record_AnExit_UsesUpTheStayPermitFromTheNextDayOfChina(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync("employer", (WorkerFields.DocumentNumber, "EXIT-1"));
        var permit = await host.IssueAsync(
            CertificateKinds.Stay, worker.Id, null, new DateOnly(2026, 2, 1), new DateOnly(2026, 7, 30));
        // In China it is the second of March already.
        var at = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(7));

        var done = await RecordAsync(host, "EXIT-1", CrossingDirection.Exit, at);
        var again = await RecordAsync(host, "EXIT-1", CrossingDirection.Exit, at);

        Assert.Equal((permit.Id, true), (done.UsedUp!.Id, done.IsNew));
        Assert.False(again.IsNew);
        var stored = await FindAsync(host, permit.Id);
        Assert.Equal(CertificateState.Valid, stored.StateOn(new DateOnly(2026, 3, 2)));
        Assert.Equal(CertificateState.UsedUp, stored.StateOn(new DateOnly(2026, 3, 3)));
        Assert.Equal(CrossingService.OneExit, stored.Entries.Single().Rule);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Void_AnExitRecordedByMistake_RestoresTheStayPermit(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync("employer", (WorkerFields.DocumentNumber, "VOID-1"));
        var permit = await host.IssueAsync(
            CertificateKinds.Stay, worker.Id, null, host.Today.AddDays(-9), host.Today);
        var done = await RecordAsync(host, "VOID-1", CrossingDirection.Exit, host.Host.Clock.GetUtcNow());

        await Assert.ThrowsAsync<RuleViolation>(() => VoidAsync(""));
        await VoidAsync("证号录错");

        Assert.Equal(permit.Id, done.UsedUp?.Id);
        Assert.Equal(CertificateState.Valid, (await FindAsync(host, permit.Id)).StateOn(host.Today));
        await Assert.ThrowsAsync<RuleViolation>(() => VoidAsync("再次"));

        Task<Crossing> VoidAsync(string reason) => host.RunAsync<CrossingService, Crossing>(
            "border", service => service.VoidAsync(done.Crossing.Id, reason, Cancellation));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Match_AnUnknownDocument_GivesTheExitToTheWorkerLater(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync("employer", (WorkerFields.DocumentNumber, "MATCH-1"));
        var permit = await host.IssueAsync(
            CertificateKinds.Stay, worker.Id, null, host.Today.AddDays(-9), host.Today.AddDays(90));

        var done = await RecordAsync(host, "MATCH-2", CrossingDirection.Exit, host.Host.Clock.GetUtcNow());
        var unmatched = await host.RunAsync<CrossingList, CrossingPage>(
            "border", list => list.ListAsync(null, true, null, Cancellation));
        var matched = await host.RunAsync<CrossingService, CrossingRecorded>(
            "border", service => service.MatchAsync(done.Crossing.Id, worker.Id, Cancellation));

        Assert.Null(done.Worker);
        Assert.Contains(unmatched.Items, row => row.Id == done.Crossing.Id);
        Assert.Equal(permit.Id, matched.UsedUp?.Id);
    }

    [Theory]
    [InlineData("police", "TX", "A-1234", "东兴", 0)]
    [InlineData("border", "XX", "A-1234", "东兴", 0)]
    [InlineData("border", "TX", "?", "东兴", 0)]
    [InlineData("border", "TX", "A-1234", "", 0)]
    [InlineData("border", "TX", "A-1234", "东兴", 20)]
    public async Task Record_ByAnotherOrWrong_IsRefused(
        string user, string documentKind, string number, string port, int minutesAhead)
    {
        var host = await hosts.OfAsync(DatabaseKind.Sqlite);
        var at = host.Host.Clock.GetUtcNow().AddMinutes(minutesAhead);

        await Assert.ThrowsAsync<RuleViolation>(() => host.RunAsync<CrossingService, CrossingRecorded>(
            user, service => service.RecordAsync(
                new CrossingWish(documentKind, number, CrossingDirection.Entry, at, port), Cancellation)));
    }

    [Fact]
    public async Task Import_GoodAndBadRows_TellsWhatCameOfEach()
    {
        var host = await hosts.OfAsync(DatabaseKind.Sqlite);
        await host.RegisterAsync("employer", (WorkerFields.DocumentNumber, "IMPORT-1"));
        var file = """
            documentKind,documentNumber,direction,at,port
            744,IMPORT-1,entry,2026-03-01T08:00:00+08:00,东兴
            744,IMPORT-9,入境,2026-03-01T08:00:00+08:00,东兴
            744,IMPORT-1,entry,2026-03-01T07:00:00+07:00,东兴
            744,IMPORT-1,entry,2026-03-01T08:00:00,东兴
            744,IMPORT-1,sideways,2026-03-01T08:00:00Z,东兴
            """u8.ToArray();

        var rows = await new CrossingImport(host.Host.Work)
            .TakeAsync(await host.ActorAsync("border"), file, Cancellation);

        Assert.Equal(
            [(2, "Matched"), (3, "Unmatched"), (4, "Unchanged"), (5, "Refused"), (6, "Refused")],
            rows.Select(row => (row.Number, row.Outcome.ToString())));
        Assert.Equal(["at", "direction"], rows.Select(row => row.Field).OfType<string>());
    }

    private static Task<CrossingRecorded> RecordAsync(
        RegisterHost host, string number, CrossingDirection direction, DateTimeOffset at) =>
        host.RunAsync<CrossingService, CrossingRecorded>("border", service => service.RecordAsync(
            new CrossingWish("744", number, direction, at, "东兴口岸"), Cancellation));

    private static Task<Certificate> FindAsync(RegisterHost host, Guid id) => host.ReadAsync(db =>
        db.Certificates.Include(paper => paper.Entries).SingleAsync(paper => paper.Id == id, Cancellation));
}
