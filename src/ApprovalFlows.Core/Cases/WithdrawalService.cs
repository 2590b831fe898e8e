using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

public sealed class WithdrawalService(
    CaseService cases,
    RoundService rounds,
    WorkflowRuntime runtime,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<Case> WithdrawAsync(
        string number, string? reason, CancellationToken cancellation = default)
    {
        var file = await cases.FindOwnAsync(number, cancellation);
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        var now = time.GetUtcNow();
        file.Withdraw(current.Actor, reason.Trim(), now);
        await rounds.EndAllAsync(file.Id, CloseReason.Withdrawn, current.Actor.DisplayName, cancellation);
        await runtime.CancelAsync(file.InstanceId, reason, cancellation);
        return file;
    }
}
