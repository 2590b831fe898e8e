using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Assessments;

/// <summary>Who of the public objected, and how that person is reached.</summary>
public sealed record Objector(string Name, string? Phone, string? Mail)
{
    /// <summary>Null for the assessed enterprise, and where it was erased.</summary>
    public static Objector? Of(AssessmentObjection row) =>
        row.ObjectorName is { } name ? new Objector(name, row.ObjectorPhone, row.ObjectorMail) : null;

    /// <summary>For whoever does not decide (个人信息保护法 §6).</summary>
    public Objector Masked() => new(
        Masking.Name(Name),
        Phone is null ? null : Masking.Phone(Phone),
        Mail is null ? null : MaskedValue.Text(Mail));
}

/// <summary>An objection as its reader sees it.</summary>
/// <param name="By">Never for the assessed enterprise: it learns what is said, not who says it.</param>
public sealed record ObjectionView(
    string Office,
    string Reason,
    DateTimeOffset At,
    bool IsPublic,
    ObjectionState State,
    bool? IsUpheld,
    string? Opinion,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    Objector? By)
{
    public bool IsOpen => DecidedAt is null;

    public static ObjectionView Of(AssessmentObjection row, Objector? by) => new(
        row.Office, row.Reason, row.At, row.IsPublic, row.State, row.IsUpheld, row.Opinion, row.DecidedByName,
        row.DecidedAt, by);
}

/// <summary>An objection that is to be dealt with, and the result it is against.</summary>
public sealed record ObjectionTask(ObjectionView Objection, int Year, string CreditCode);
