using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Sanctions;

/// <summary>What may not be opened beside what is open already.</summary>
public sealed class OpeningTests
{
    private const string Source = "NP-2026-000007";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Propose_WhileAnotherIsOpen_IsRefusedWithItsNumberUntilItEnded()
    {
        await using var flow = await SanctionFlow.StartAsync();
        var first = await flow.ClearOutAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.ProposeAsync());
        await flow.WalkAsync(first, "window:served");
        var second = await flow.ProposeAsync();

        var sentence = refusal.Errors["enterprise"][0];
        Assert.Equal(("ClearOutOpen", first), (sentence.Key, sentence.Args[0]));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Order_OnTheSameSource_IsRefusedWhileTheFirstIsOpen()
    {
        await using var flow = await SanctionFlow.StartAsync();
        var first = await flow.OrderAsync(source: Source);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.OrderAsync(source: Source));
        await flow.OrderAsync(source: "NP-2026-000008");
        await flow.OrderAsync();
        await flow.OrderAsync();
        await flow.AnswerAsync(first);
        await flow.WalkAsync(first, "hr-supervisor:done");
        var again = await flow.OrderAsync(source: Source);

        var sentence = refusal.Errors["sourceNumber"][0];
        Assert.Equal(("OrderOpen", Source, first), (sentence.Key, sentence.Args[0], sentence.Args[1]));
        Assert.NotEqual(first, again);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Propose_OnTwoNodesAtTheSameInstant_OpensOne(DatabaseKind kind)
    {
        if (kind == DatabaseKind.PostgreSql) Requires.Postgres();
        await using var flow = await SanctionFlow.StartAsync(kind);
        await using var twin = flow.Host.Twin();
        var actor = await flow.Inner.ActorAsync("hr");
        UnitOfWork[] nodes = [flow.Host.Work, twin.GetRequiredService<UnitOfWork>()];

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Record.ExceptionAsync(
            () => nodes[number % 2].RunAsync<SubmissionService, SubmissionReceipt>(
                actor, service => ProposeAsync(service, flow), Cancellation)).AsTask()));

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.OfType<Exception>(), answer =>
            Assert.Equal("ClearOutOpen", Assert.IsType<RuleViolation>(answer).Errors["enterprise"][0].Key));
    }

    private static Task<SubmissionReceipt> ProposeAsync(SubmissionService service, SanctionFlow flow) =>
        service.SubmitAsync(
            "clear-out",
            new Submission(
                flow.Labour.Values("clear-out").ToElement(), new Dictionary<string, IReadOnlyList<Guid>>()),
            null,
            new HttpRequestData { Method = "POST", Path = "clear-out" },
            Cancellation);
}
