using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Alterations;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <summary>Lets the flow of a case go back to a step, and ends the rounds of what came after it.</summary>
public sealed class FlowRewinding(WorkflowRuntime runtime, RoundService rounds, CurrentActor current)
{
    public async Task GoBackAsync(
        TaskOnDesk desk, string stepId, string reason, string because, CancellationToken cancellation = default)
    {
        try
        {
            await runtime.AlterAsync(
                new AlterationRequest
                {
                    InstanceId = desk.Round.InstanceId,
                    Alterations = [new Rewind(stepId)],
                    Actor = current.Actor.UserName,
                    Reason = reason,
                },
                cancellation);
        }
        catch (AlterationRefusedException refused)
        {
            throw RuleViolation.Because("AlterationRefused", [.. refused.Problems.Select(SentenceOf)]);
        }

        await rounds.EndGoneAsync(desk.Round.InstanceId, because, current.Actor.DisplayName, cancellation);
    }

    private static Sentence SentenceOf(AlterationProblem problem) =>
        new("Alteration." + problem.Key, [.. problem.Arguments.Select(MaskedValue.Text)]);
}
