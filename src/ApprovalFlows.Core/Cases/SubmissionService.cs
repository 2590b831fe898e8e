using System.Security.Cryptography;
using System.Text;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Core.Cases;

/// <summary>Where a submission led: the case, and what the flow answered if it wrote an answer.</summary>
public sealed record SubmissionReceipt(string CaseNumber, CaseStatus Status, HttpResponseData? Response);

/// <summary>Starts a flow for an application that somebody hands in.</summary>
public sealed class SubmissionService(
    AppDbContext db,
    FlowService flows,
    ApplicantService applicants,
    WorkflowRuntime runtime,
    SubmissionInProgress inProgress,
    CurrentActor current,
    TimeProvider time)
{
    /// <exception cref="RuleViolation">The form is wrong, the flow unknown, or the person may not apply.</exception>
    public async Task<SubmissionReceipt> SubmitAsync(
        string flow,
        Submission submission,
        string? idempotencyKey,
        HttpRequestData request,
        CancellationToken cancellation = default)
    {
        if (!current.Actor.Applies && current.Actor.Posts.Count == 0)
            throw RuleViolation.Forbidden("OnlyApplicantsApply");
        var hash = HashOf(flow, submission);
        if (await FindEarlierAsync(idempotencyKey, hash, cancellation) is { } earlier) return earlier;

        var trigger = await flows.FindHttpTriggerAsync(request, cancellation)
            ?? throw RuleViolation.NotFound("FlowUnknown", flow);
        // An office opens what it opens of its own accord, and nothing else.
        if (!current.Actor.Applies)
            applicants.MustFillIn(await flows.FormOfVersionAsync(trigger.VersionId, cancellation));
        inProgress.Submission = submission;

        // Before the burst: from the number it takes until the commit, other submissions wait.
        if (!submission.IsOneOfMany) await ForgetDraftAsync(flow, cancellation);
        var burst = await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = trigger.DefinitionId,
                TriggerActivityId = trigger.ActivityId,
                Http = request,
            },
            cancellation);
        var received = inProgress.Case ?? throw RuleViolation.NotFound("FlowTakesNoApplications", flow);
        Remember(idempotencyKey, hash, received.Number);
        return new SubmissionReceipt(received.Number, received.Status, burst.Response);
    }

    private async Task<SubmissionReceipt?> FindEarlierAsync(
        string? key, string hash, CancellationToken cancellation)
    {
        if (key is null) return null;
        if (key.Length is 0 or > IdempotencyKey.MaxLength)
            throw RuleViolation.Invalid("Idempotency-Key", "IdempotencyKeyLength", IdempotencyKey.MaxLength);
        var known = await db.IdempotencyKeys.FindAsync([current.Actor.UserId, key], cancellation);
        if (known is null) return null;
        if (known.RequestHash != hash) throw new RuleViolation("IdempotencyKeyReused");
        var status = await db.Cases.Where(row => row.Number == known.CaseNumber)
            .Select(row => row.Status).SingleAsync(cancellation);
        return new SubmissionReceipt(known.CaseNumber, status, null);
    }

    private void Remember(string? key, string hash, string caseNumber)
    {
        if (key is null) return;
        db.IdempotencyKeys.Add(new IdempotencyKey
        {
            UserId = current.Actor.UserId,
            Key = key,
            RequestHash = hash,
            CaseNumber = caseNumber,
            CreatedAt = time.GetUtcNow(),
        });
    }

    private async Task ForgetDraftAsync(string flow, CancellationToken cancellation)
    {
        if (await db.Drafts.FindAsync([current.Actor.UserId, flow], cancellation) is { } draft)
            db.Drafts.Remove(draft);
    }

    private static string HashOf(string flow, Submission submission)
    {
        var text = new StringBuilder(flow).Append('\n').Append(submission.Values.GetRawText());
        foreach (var (slot, ids) in submission.Attachments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append('\n').Append(slot).Append('=').AppendJoin(',', ids);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
