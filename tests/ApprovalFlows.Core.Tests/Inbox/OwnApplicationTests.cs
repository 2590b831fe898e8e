using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Inbox;

/// <summary>Whoever handed an application in, or belongs to its enterprise, decides nothing on it.</summary>
public sealed class OwnApplicationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decide_ByTheApplicantOrSomebodyOfTheEnterprise_IsForbidden(bool isSamePerson)
    {
        await using var flow = await EmployerFlow.StartAsync();
        var task = await flow.OpenTaskAsync(await flow.SubmitAsync());
        var applicant = await flow.ActorAsync("employer");
        var window = await flow.ActorAsync("window");
        var both = isSamePerson
            ? applicant with { Posts = window.Posts, EnterpriseId = null }
            : window with { EnterpriseId = applicant.EnterpriseId };

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => DecideAsync(flow, both, task));

        Assert.Equal((RuleKind.Forbidden, "NobodyReviewsOwnCase"), (refusal.Kind, refusal.Sentence.Key));
    }

    private static Task<Case> DecideAsync(EmployerFlow flow, Actor actor, ReviewTask task) =>
        flow.Host.Work.RunAsync<DecisionService, Case>(
            actor,
            service => service.DecideAsync(
                task.Id, new DecisionRequest("accept", null, task.Revision, []), Cancellation),
            Cancellation);
}
