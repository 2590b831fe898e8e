using System.Text.Json;

namespace ApprovalFlows.Core.Cases;

/// <summary>What an applicant sends: the values of the form and the files per slot.</summary>
public sealed record Submission(
    JsonElement Values, IReadOnlyDictionary<string, IReadOnlyList<Guid>> Attachments)
{
    /// <summary>A row of a batch: what somebody drafts for one worker stays.</summary>
    public bool IsOneOfMany { get; init; }
}

/// <summary>What an office opens a case with in place of a form that did not come.</summary>
/// <param name="Values">What the case knows of the firm.</param>
/// <param name="ApplicantUserId">An account of the firm.</param>
/// <param name="Action">What is recorded.</param>
public sealed record OfficialOpening(CheckedValues Values, Guid ApplicantUserId, string Action);

/// <summary>
/// What is being submitted in this unit of work and, once a flow has received it, the case it
/// became. Activities find it here.
/// </summary>
public sealed class SubmissionInProgress
{
    public Submission? Submission { get; set; }
    public OfficialOpening? Opening { get; set; }
    public Case? Case { get; set; }
}
