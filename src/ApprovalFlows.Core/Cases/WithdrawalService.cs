using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

public sealed class WithdrawalService(
    AppDbContext db,
    CaseService cases,
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
        var open = await db.ReviewTasks
            .Where(task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open)
            .ToListAsync(cancellation);
        foreach (var task in open) task.Close(now);
        await runtime.CancelAsync(file.InstanceId, reason, cancellation);
        return file;
    }
}
