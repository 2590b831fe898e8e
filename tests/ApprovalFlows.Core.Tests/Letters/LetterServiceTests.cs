using System.Security.Cryptography;
using System.Text;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Letters;

/// <summary>Lists to police, station and border force, from the first certificate to the acknowledgement.</summary>
public sealed class LetterServiceTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;
    private string certificate = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync("2026-03-16 09:00");
        certificate = (await flow.PassToTheEndAsync(await flow.SubmitAsync())).CertificateNumber!;
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task WriteDue_CertificateIssued_TellsThePoliceOnce()
    {
        var first = await WriteAsync();
        var second = await WriteAsync();

        Assert.Equal((1, 1, 0), (first.Letters, first.Lines, second.Letters));
        var letter = Assert.Single(await LettersAsync());
        Assert.Equal(("police", "防人社函〔2026〕1号"), (letter.RecipientCode, letter.Number));
        Assert.Equal(
            letter.ListSha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.List))));
        var line = Assert.Single(LetterDesk.LinesOf(letter));
        Assert.Equal((certificate, Certificate.IssuedAct, 1), (line.Number, line.Act, line.Place));
        Assert.True(await flow.Host.ReadAsync<AppDbContext, bool>(db => db.Messages.AnyAsync(
            message => message.Key == "letter:防人社函〔2026〕1号", Cancellation)));
    }

    [Fact]
    public async Task WriteDue_LaterAct_IsTheNextLetter()
    {
        await WriteAsync();
        flow.MoveTo("2026-03-17 09:00");
        await flow.Host.Work.RunAsync<CertificateLifeService>(
            await flow.ActorAsync("hr-issuer"),
            service => service.SuspendAsync(certificate, new("安全事故"), Cancellation), Cancellation);

        await WriteAsync();

        var lines = (await LettersAsync()).SelectMany(LetterDesk.LinesOf).Select(line => line.Act);
        Assert.Equal(["issued", "suspended"], lines);
    }

    [Fact]
    public async Task Acknowledge_ByTheRecipientOnly_EndsTheChasing()
    {
        await WriteAsync();
        var id = (await LettersAsync())[0].Id;
        flow.MoveTo("2026-03-20 09:00");
        var chased = (await WriteAsync()).Chased;

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => AcknowledgeAsync("hr-issuer", id));
        await AcknowledgeAsync("police", id);
        flow.MoveTo("2026-03-27 09:00");

        Assert.Equal((1, RuleKind.Forbidden, 0), (chased, refusal.Kind, (await WriteAsync()).Chased));
        await Assert.ThrowsAsync<RuleViolation>(() => AcknowledgeAsync("police", id));
    }

    [Theory]
    [InlineData("police", LetterBox.Received, 1)]
    [InlineData("police", LetterBox.Sent, 0)]
    [InlineData("hr", LetterBox.Sent, 1)]
    [InlineData("customs", LetterBox.Received, 0)]
    [InlineData("employer", LetterBox.Received, 0)]
    public async Task List_OfAnOffice_HoldsItsOwn(string user, LetterBox box, int count)
    {
        await WriteAsync();
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;

        var page = await scope.Get<LetterDesk>().ListAsync(box, openOnly: false, 1, 20, Cancellation);

        Assert.Equal(count, page.TotalCount);
    }

    private async Task AcknowledgeAsync(string user, Guid id) => await flow.Host.Work.RunAsync<LetterDesk>(
        await flow.ActorAsync(user), desk => desk.AcknowledgeAsync(id, "收悉", Cancellation), Cancellation);

    private Task<LetterReport> WriteAsync() => flow.Host.Work.RunAsync<LetterService, LetterReport>(
        Actor.System, service => service.WriteDueAsync(flow.Clock.GetUtcNow(), Cancellation), Cancellation);

    private Task<List<OfficialLetter>> LettersAsync() =>
        flow.Host.ReadAsync<AppDbContext, List<OfficialLetter>>(db => db.OfficialLetters.AsNoTracking()
            .OrderBy(letter => letter.WrittenAt).ToListAsync(Cancellation));
}
