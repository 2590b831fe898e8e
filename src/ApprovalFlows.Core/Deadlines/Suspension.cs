namespace ApprovalFlows.Core.Deadlines;

/// <summary>
/// A time in which a limit does not run: the days after <see cref="From"/> up to and including
/// <see cref="To"/>. While <see cref="To"/> is null it lasts. The reason is the key of a text.
/// </summary>
public sealed record Suspension(DateOnly From, DateOnly? To, string ReasonKey)
{
    /// <summary>The applicant owes a correction (补正).</summary>
    public const string Correction = "Suspension.Correction";

    // 行政许可法 §45: hearing, inspection, testing and expert review are not counted.
    public const string Hearing = "Suspension.Hearing";
    public const string Inspection = "Suspension.Inspection";
    public const string ExpertReview = "Suspension.ExpertReview";

    public bool IsOpen => To is null;

    public bool Covers(DateOnly day) => day > From && (To is null || day <= To);
}
