using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

using static System.StringComparison;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class LabourAgreementTests : IAsyncLifetime
{
    private const string Flow = "labour-agreement";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync()
    {
        labour = await LabourFlow.StartAsync();
        await labour.GiveAsync("YG", contents: """{ "headcount": 5 }""");
    }

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("worker:confirm hr:return", CaseStatus.CorrectionRequested)]
    [InlineData("worker:confirm hr:refuse", CaseStatus.Refused)]
    [InlineData("worker:confirm hr:register", CaseStatus.Issued)]
    [InlineData("worker:refuse window:return", CaseStatus.CorrectionRequested)]
    [InlineData("worker:refuse window:refuse", CaseStatus.Refused)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
    }

    [Fact]
    public async Task Register_OfATerm_IsThePaperForThatTerm()
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, "worker:confirm hr:register");

        var paper = Assert.Single(await labour.PapersAsync("XY"));
        Assert.Equal((labour.Today.AddDays(3), labour.Today.AddDays(200)), (paper.ValidFrom, paper.ValidTo));
        Assert.NotNull(paper.EnterpriseId);
    }

    [Fact]
    public async Task Ask_OfTheWorker_StandsAmongTheOpenQuestionsUntilTheAnswer()
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        var open = Assert.Single(await OpenAsync("worker"));
        await labour.WalkAsync(number, "worker:confirm");

        Assert.Equal((number, new DateOnly(2026, 3, 9)), (open.CaseNumber, ChinaTime.DateOf(open.Until!.Value)));
        Assert.Empty(await OpenAsync("worker"));
        var history = (await labour.ShowAsync(number, "worker")).History.Select(entry => entry.Action).ToList();
        Assert.Equal(["workerAsked", "workerConfirmed"], history.Where(action => action.StartsWith("worker", Ordinal)));
        Assert.Equal(1, await MessagesAsync(number));
    }

    [Fact]
    public async Task Refuse_WithAReason_LetsTheEmployerCorrectAndAsksAgain()
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.AnswerAsync(number, "refuse", "工资与所签不符");
        await labour.WalkAsync(number, "window:return");
        await labour.CorrectAsync(number, Flow, "employer", labour.Values(Flow));

        var file = await labour.ShowAsync(number, "worker");
        Assert.Contains(file.History, entry => entry is { Action: "workerRefused", Reason: "工资与所签不符" });
        Assert.Equal(number, Assert.Single(await OpenAsync("worker")).CaseNumber);
    }

    [Theory]
    [InlineData(true, "workerNotReached")]
    [InlineData(false, "workerSilent")]
    public async Task Ask_WithoutAnAnswer_LetsTheWindowSeeTheSignedOriginal(bool hasNoAccount, string action)
    {
        if (hasNoAccount)
            await labour.ChangeAsync(db => db.Users.Where(user => user.WorkerId != null)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.WorkerId, (Guid?)null)));
        var number = await labour.ApplyAsync(Flow, "employer");
        if (!hasNoAccount)
        {
            labour.Inner.MoveTo("2026-03-10 00:05");
            await labour.Inner.RunDueWorkAsync();
        }

        await labour.WalkAsync(number, "window:confirm hr:register");

        var file = await labour.ShowAsync(number, "employer");
        Assert.Equal(CaseStatus.Issued, file.Status);
        Assert.Contains(file.History, entry => entry.Action == action);
    }

    [Theory]
    [InlineData("employer", "confirm", null, "OnlyTheWorkerAnswers")]
    [InlineData("employer2", "confirm", null, "CaseUnknown")]
    [InlineData("worker", "refuse", " ", "reason")]
    [InlineData("worker", "perhaps", null, "answer")]
    public async Task Answer_ByOthersOrWithoutAReason_IsRefused(
        string user, string answer, string? reason, string expected)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => labour.AnswerAsync(number, answer, reason, user));

        Assert.Contains(expected, refusal.Errors.Keys.Append(refusal.Sentence.Key));
    }

    [Fact]
    public async Task Answer_Twice_IsRefused()
    {
        var number = await labour.ApplyAsync(Flow, "employer");
        await labour.WalkAsync(number, "worker:confirm");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.AnswerAsync(number, "confirm", null));

        Assert.Equal("WorkerNotAsked", refusal.Sentence.Key);
    }

    private async Task<IReadOnlyList<OpenQuestion>> OpenAsync(string user)
    {
        var actor = await labour.Inner.ActorAsync(user);
        await using var scope = labour.Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<WorkerAnswers>().OpenAsync(TestContext.Current.CancellationToken);
    }

    private Task<int> MessagesAsync(string number) => labour.Inner.Host.ReadAsync<AppDbContext, int>(
        db => db.Messages.CountAsync(message => message.CaseNumber == number));
}
