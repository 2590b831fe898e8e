using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// 自动去重, where a flow chooses it: whoever agreed at one step a moment ago is not asked again at the
/// next. Never at a statutory tier, never for a deputy, never for a decision the law took.
/// </summary>
public sealed class RepeatedReviewer(
    Eligibility eligibility,
    CaseService cases,
    RoundService rounds,
    CurrentActor current,
    DecisionInProgress inProgress,
    TimeProvider time)
{
    /// <summary>The outcome of the step that has just opened, if it counts as decided; otherwise null.</summary>
    public async Task<string?> CountAsync(ReviewTask task, CancellationToken cancellation = default)
    {
        var last = inProgress.Task;
        var actor = current.Actor;
        if (last is null || task.IsTier || last.IsDeemed || last.CaseId != task.CaseId
            || last.Outcome != last.Outcomes[0] || last.DecidedById != actor.UserId || last.DecidedForId is not null
            || !actor.OwnPosts.Any(held => held.Department == task.DepartmentCode && held.Post == task.PostCode))
            return null;
        var round = await rounds.OfAsync(task, cancellation);
        if (round.Mode != SigningMode.One) return null;
        var acting = await ActAsync(task, actor, cancellation);
        if (acting is null || acting.Acting is not null) return null;
        var now = time.GetUtcNow();
        var outcome = task.Decide(acting, task.Outcomes[0], null, task.Revision, now);
        round.Decide(outcome, now);
        var file = await cases.OfInstanceAsync(task.InstanceId, cancellation);
        file.Record(Actor.System, "countedAsDecided", $"{task.TitleZh} · {acting.DisplayName}", null, now);
        return outcome;
    }

    private async Task<Actor?> ActAsync(ReviewTask task, Actor actor, CancellationToken cancellation)
    {
        try
        {
            return await eligibility.ActAsync(task, actor, cancellation);
        }
        catch (RuleViolation)
        {
            // Then somebody else is asked, as at any other step.
            return null;
        }
    }
}
