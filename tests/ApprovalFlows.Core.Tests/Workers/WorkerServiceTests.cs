using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Workers;

public sealed class WorkerServiceTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    private const string Number = "022079001234";

    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Register_SomebodyKnown_NamesTheRecordThatIsHit(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var known = await host.RegisterAsync(
            "employer", (WorkerFields.DocumentNumber, "DUP-1"), (WorkerFields.BirthDate, "1979-05-05"),
            (WorkerFields.PersonalNumber, Number));

        var byDocument = await RefusedAsync("window", (WorkerFields.DocumentNumber, "dup-1"));
        var byNumber = await RefusedAsync(
            "window", (WorkerFields.PersonalNumber, Number), (WorkerFields.BirthDate, "1979-06-06"));
        var byName = await RefusedAsync("window", (WorkerFields.BirthDate, "1979-05-05"));
        var elsewhere = await RefusedAsync("employer2", (WorkerFields.DocumentNumber, "DUP-1"));

        Assert.Equal("WorkerKnownByDocument", byDocument.Sentence.Key);
        Assert.Contains(known.Id.ToString(), byDocument.Sentence.Args);
        Assert.Equal("WorkerKnownByPersonalNumber", byNumber.Sentence.Key);
        Assert.Equal("WorkerKnownByNameAndBirth", byName.Sentence.Key);
        Assert.Equal("WorkerKnownElsewhere", elsewhere.Sentence.Key);

        Task<RuleViolation> RefusedAsync(string user, params (string, string?)[] given) =>
            Assert.ThrowsAsync<RuleViolation>(() => host.RegisterAsync(user, given));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Register_TheSamePersonManyTimesAtOnce_IsOneRecord(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var window = await host.ActorAsync("window");
        var texts = host.Person((WorkerFields.PersonalNumber, "022080007777"), (WorkerFields.BirthDate, "1980-11-11"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(TryAsync)));

        Assert.Equal(1, outcomes.Count(isMade => isMade));
        Assert.Equal(1, await host.ReadAsync(db => db.Workers.CountAsync(
            row => row.PersonalNumber == "022080007777", Cancellation)));

        async Task<bool> TryAsync()
        {
            try
            {
                await host.Host.Work.RunAsync<WorkerService, Worker>(
                    window, service => service.RegisterAsync(texts, false, Cancellation), Cancellation);
                return true;
            }
            catch (RuleViolation)
            {
                return false;
            }
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_WithAReason_KeepsBeforeAndAfterAndShowsThemMasked(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync("employer", (WorkerFields.Phone, "13800138000"));

        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("employer", "13900139000", ""));
        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("employer2", "13900139000", "x"));
        await Assert.ThrowsAsync<RuleViolation>(() => ChangeAsync("police", "13900139000", "x"));
        await ChangeAsync("employer", "13900139000", "换号");

        var own = await HistoryAsync("employer");
        var other = await HistoryAsync("zone");
        var auditor = await HistoryAsync("auditor");
        Assert.Equal(("换号", "changed"), (own[0].Reason, own[0].Action));
        Assert.Equal(new FieldChange(WorkerFields.Phone, "13800138000", "13900139000"), own[0].Fields.Single());
        Assert.Equal(new FieldChange(WorkerFields.Phone, "138****8000", "139****9000"), other[0].Fields.Single());
        Assert.Equal(new FieldChange(WorkerFields.Phone, null, null), auditor[0].Fields.Single());

        Task<Worker> ChangeAsync(string user, string phone, string reason) =>
            host.RunAsync<WorkerService, Worker>(user, service => service.ChangeAsync(
                worker.Id, new Dictionary<string, string?> { [WorkerFields.Phone] = phone }, reason, null,
                Cancellation));

        Task<IReadOnlyList<RegisterChangeView>> HistoryAsync(string user) =>
            host.RunAsync<WorkerViewService, IReadOnlyList<RegisterChangeView>>(
                user, service => service.HistoryAsync(worker.Id, Cancellation));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Merge_OfTwoRecords_MovesPapersCrossingsAndAccount(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var gone = (await host.ActorAsync("worker")).WorkerId!.Value;
        var kept = await host.RegisterAsync("employer", (WorkerFields.NameOriginal, "Nguyễn Thị Mẫu"));
        var pass = await host.ReadAsync(db => db.Certificates.FirstAsync(row => row.WorkerId == gone, Cancellation));
        await host.RunAsync<CrossingService, CrossingRecorded>("border", service => service.RecordAsync(
            new CrossingWish("TX", pass.Number, CrossingDirection.Entry, host.Host.Clock.GetUtcNow(), "东兴"),
            Cancellation));

        await Assert.ThrowsAsync<RuleViolation>(() => MergeAsync("employer"));
        await MergeAsync("window");

        var found = await host.RunAsync<WorkerService, Worker?>(
            "window", service => service.FindAsync(gone, Cancellation));
        Assert.Equal(kept.Id, found!.Id);
        Assert.Equal(kept.Id, (await host.ActorAsync("worker")).WorkerId);
        Assert.Equal(2, await host.ReadAsync(
            db => db.Certificates.CountAsync(row => row.WorkerId == kept.Id, Cancellation)));
        Assert.True(await host.ReadAsync(db => db.Crossings.AllAsync(row => row.WorkerId == kept.Id, Cancellation)));
        Assert.Equal("022195004567", found.PersonalNumber);
        Assert.Equal(1, await host.ReadAsync(db => db.RegisterChanges.CountAsync(
            row => row.RecordId == gone && row.Action == "mergedAway", Cancellation)));

        Task<Worker> MergeAsync(string user) => host.RunAsync<WorkerMerging, Worker>(
            user, service => service.MergeAsync(gone, kept.Id, "同一人", Cancellation));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Unmask_ByTheOffice_AsksAReasonAndIsRecorded(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync(
            "employer", (WorkerFields.PersonalNumber, "022080004567"), (WorkerFields.BirthDate, "1980-12-30"));

        var shown = await host.RunAsync<WorkerViewService, WorkerView>(
            "police", service => service.ShowAsync(worker.Id, Cancellation));
        await Assert.ThrowsAsync<RuleViolation>(() => UnmaskAsync("police", " "));
        await Assert.ThrowsAsync<RuleViolation>(() => UnmaskAsync("zone", "核对"));
        var number = await UnmaskAsync("police", "核对身份");

        Assert.Equal("********4567", shown[WorkerFields.PersonalNumber]);
        Assert.Equal("022080004567", number);
        var change = await host.ReadAsync(db => db.RegisterChanges.SingleAsync(
            row => row.RecordId == worker.Id && row.Action == "unmasked", Cancellation));
        Assert.Equal("核对身份", change.Reason);
        Assert.Contains(WorkerFields.PersonalNumber, RecordDifference.Read(change.Fields));
        Assert.DoesNotContain("022080004567", change.Fields);

        Task<string> UnmaskAsync(string user, string reason) => host.RunAsync<WorkerViewService, string>(
            user, service => service.UnmaskAsync(worker.Id, WorkerFields.PersonalNumber, reason, Cancellation));
    }
}
