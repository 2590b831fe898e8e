using ApprovalFlows.Core.Cases;

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
    [InlineData("hr:return", CaseStatus.CorrectionRequested)]
    [InlineData("hr:refuse", CaseStatus.Refused)]
    [InlineData("hr:register", CaseStatus.Issued)]
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

        await labour.WalkAsync(number, "hr:register");

        var paper = Assert.Single(await labour.PapersAsync("XY"));
        Assert.Equal((labour.Today.AddDays(3), labour.Today.AddDays(200)), (paper.ValidFrom, paper.ValidTo));
        Assert.NotNull(paper.EnterpriseId);
    }

    [Fact]
    public async Task Change_OfAnAgreement_TakesThePlaceOfTheFormer()
    {
        var previous = await labour.GiveAsync("XY");
        var values = labour.Values(Flow);
        (values["matter"], values["previousNumber"]) = ("change", previous);
        var number = await labour.ApplyAsync(Flow, "employer", values);

        await labour.WalkAsync(number, "hr:register");

        var papers = await labour.PapersAsync("XY");
        Assert.Equal(2, papers.Count);
        Assert.Equal(papers.Single(paper => paper.IsEnded).Id, papers.Single(paper => !paper.IsEnded).PreviousId);
    }
}
