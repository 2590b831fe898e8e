using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Letters;

/// <summary>What changes without a new paper is told all the same (J11).</summary>
public sealed class MoveLetterTests : IAsyncLifetime
{
    private LabourFlow labour = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync();

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Fact]
    public async Task WriteDue_WorkerMovedAndLeft_TellsStationAndBorderForceOnce()
    {
        var permit = await labour.GiveAsync("WG");
        var id = await WorkerAsync();
        await ChangeAsync(id, new() { [WorkerFields.WorkAreaCode] = "450681102" });
        await ChangeAsync(id, new() { [WorkerFields.Phone] = "+84912345678" });
        await labour.Inner.Host.Work.RunAsync<WorkerService>(
            await labour.Inner.ActorAsync("window"),
            workers => workers.EmployAsync(id, null, "离职", Cancellation), Cancellation);

        await WriteAsync();
        await WriteAsync();

        var letters = await labour.Inner.Host.ReadAsync<AppDbContext, List<OfficialLetter>>(
            db => db.OfficialLetters.AsNoTracking().ToListAsync(Cancellation));
        Assert.Equal(
            ["border-inspection", "police-station"],
            letters.Select(letter => letter.RecipientCode).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.Equal(
            [(permit, "moved"), (permit, "left")],
            LetterDesk.LinesOf(letter).Select(line => (line.Number, line.Act))));
        Assert.Contains("东兴示例食品加工有限公司 → —; 离职", letters[0].List, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteDue_MoveOfSomebodyWithoutPapers_TellsNobody()
    {
        await ChangeAsync(await WorkerAsync(), new() { [WorkerFields.WorkAreaCode] = "450681102" });

        Assert.Equal(0, (await WriteAsync()).Letters);
    }

    private Task<Guid> WorkerAsync() => labour.Inner.Host.ReadAsync<AppDbContext, Guid>(db => db.Workers
        .Where(row => row.PersonalNumber == LabourFlow.Worker).Select(row => row.Id).SingleAsync(Cancellation));

    private async Task ChangeAsync(Guid id, Dictionary<string, string?> texts) =>
        await labour.Inner.Host.Work.RunAsync<WorkerService>(
            await labour.Inner.ActorAsync("window"),
            workers => workers.ChangeAsync(id, texts, "调岗", cancellation: Cancellation), Cancellation);

    private Task<LetterReport> WriteAsync() => labour.Inner.Host.Work.RunAsync<LetterService, LetterReport>(
        Actor.System, letters => letters.WriteDueAsync(labour.Inner.Clock.GetUtcNow(), Cancellation), Cancellation);
}
