using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Audit;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// One application on its way through a flow. Its changes of state are the methods of this class;
/// each checks that it is allowed and records who did it, when, why and by which rule.
/// </summary>
public sealed class Case
{
    public const string CorrectionAction = "correctionRequested";
    public const string SuspendedAction = "suspended";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Number { get; init; }
    public required string Flow { get; init; }
    public required int FlowVersion { get; set; }
    public required string FlowVersionId { get; set; }
    public required string InstanceId { get; init; }
    public required string Title { get; init; }
    public required Guid ApplicantUserId { get; init; }
    public required Guid? EnterpriseId { get; init; }

    /// <summary>The worker it is about.</summary>
    public Guid? WorkerId { get; set; }
    public required string Applicant { get; set; }
    public required string AreaCode { get; set; }

    /// <summary>Region whose calendar counts: GX or CN.</summary>
    public required string Region { get; init; }

    /// <summary>The values of the form as JSON, normalised.</summary>
    public required string Values { get; set; }
    public CaseStatus Status { get; private set; } = CaseStatus.Submitted;
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>
    /// When the papers now on the table were received; starts the time to answer whether they are
    /// accepted.
    /// </summary>
    public required DateTimeOffset ReceivedAt { get; set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public bool IsDeemedAccepted { get; private set; }
    public int ExtensionDays { get; private set; }
    public string? ExtensionReason { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? FilingNumber { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosingReason { get; private set; }
    public int AuditCount { get; private set; }

    /// <summary>Hash of the last entry: the head of the chain, signed so that it cannot be moved back.</summary>
    public string? AuditHash { get; private set; }
    public string? AuditKeyId { get; private set; }
    public string? AuditSignature { get; private set; }
    public int Revision { get; private set; } = 1;
    public List<AuditEntry> Audit { get; init; } = [];
    public List<Suspension> Suspensions { get; init; } = [];
    public List<Correction> Corrections { get; init; } = [];

    /// <summary>行政许可法 §32: acceptance starts the time to decide. A deemed one counts from receipt.</summary>
    public void Accept(Actor by, bool deemed, string? opinion, DateTimeOffset now)
    {
        MustBe(CaseStatus.Submitted);
        AcceptedAt = deemed ? ReceivedAt : now;
        IsDeemedAccepted = deemed;
        Status = CaseStatus.InReview;
        Record(by, deemed ? "deemedAccepted" : "accepted", opinion, "行政许可法 §32", now);
    }

    public void RequestCorrection(Actor by, Correction correction, DateTimeOffset now)
    {
        MustBe(CaseStatus.Submitted, CaseStatus.InReview);
        Corrections.Add(correction);
        if (AcceptedAt is not null)
            Suspensions.Add(new Suspension { CaseId = Id, From = now, Reason = Deadlines.Suspension.Correction });
        Status = CaseStatus.CorrectionRequested;
        Record(by, CorrectionAction, correction.Opinion, "行政许可法 §32(4)", now);
    }

    public Correction Resubmit(Actor by, string values, string applicant, DateTimeOffset now)
    {
        MustBe(CaseStatus.CorrectionRequested);
        var correction = Corrections.Single(asked => asked.ResubmittedAt is null);
        correction.ResubmittedAt = now;
        Values = values;
        Applicant = applicant;
        if (Suspensions.Find(open => open.To is null && open.Reason == Deadlines.Suspension.Correction) is { } owed)
            owed.To = now;
        if (AcceptedAt is null) ReceivedAt = now;
        Status = AcceptedAt is null ? CaseStatus.Submitted : CaseStatus.InReview;
        Record(by, "resubmitted", null, null, now);
        return correction;
    }

    /// <summary>行政许可法 §45: hearing, inspection and expert review are not counted.</summary>
    public void Suspend(Actor by, string kind, string reason, DateTimeOffset now)
    {
        MustBe(CaseStatus.InReview);
        if (Suspensions.Exists(open => open.To is null)) throw new RuleViolation("AlreadySuspended", Number);
        Suspensions.Add(new Suspension { CaseId = Id, From = now, Reason = kind });
        Record(by, SuspendedAction, reason, SuspensionService.Rule, now);
    }

    public void Resume(Actor by, string reason, DateTimeOffset now)
    {
        var open = Suspensions.Find(row => row.To is null && row.Reason != Deadlines.Suspension.Correction)
            ?? throw new RuleViolation("NotSuspended", Number);
        open.To = now;
        Record(by, "resumed", reason, SuspensionService.Rule, now);
    }

    /// <summary>行政许可法 §42: once, by ten working days, with the approval of the head of the deciding office.</summary>
    public void Extend(Actor by, int days, string reason, DateTimeOffset now)
    {
        MustBe(CaseStatus.InReview);
        if (ExtensionDays > 0) throw new RuleViolation("AlreadyExtended");
        ExtensionDays = days;
        ExtensionReason = reason;
        Record(by, "extended", reason, "行政许可法 §42", now);
    }

    /// <summary>Approval and filing are one act of the zone office [D§5].</summary>
    public void Approve(Actor by, string filingNumber, string? opinion, DateTimeOffset now)
    {
        MustBe(CaseStatus.InReview);
        FilingNumber = filingNumber;
        DecidedAt = now;
        Status = CaseStatus.Approved;
        Record(by, "approved", opinion, "D§5; 行政许可法 §42", now);
    }

    /// <summary>No certificate without approval and filing number [D§5].</summary>
    public void MustAllowIssue()
    {
        if (Status != CaseStatus.Approved || FilingNumber is null)
            throw new RuleViolation("IssueBeforeApproval", Number);
    }

    public void Issue(Actor by, string certificateNumber, DateTimeOffset now)
    {
        MustAllowIssue();
        Finish(CaseStatus.Issued, null, now);
        Record(by, "issued", certificateNumber, "D§5; 行政许可法 §44", now);
    }

    public void Refuse(Actor by, CaseStatus how, string reason, DateTimeOffset now)
    {
        MustBe(CaseStatus.Submitted, CaseStatus.InReview, CaseStatus.Approved);
        if (how is not (CaseStatus.Refused or CaseStatus.NotAccepted))
            throw new ArgumentOutOfRangeException(nameof(how));
        DecidedAt = now;
        Finish(how, reason, now);
        var refused = how == CaseStatus.Refused;
        Record(by, refused ? "refused" : "notAccepted", reason,
            refused ? "行政许可法 §38" : "行政许可法 §32(1)(2)", now);
    }

    public void Withdraw(Actor by, string reason, DateTimeOffset now)
    {
        if (Status.IsClosed()) throw new RuleViolation("CaseClosed", Number);
        if (Status == CaseStatus.Approved) throw new RuleViolation("WithdrawAfterDecision", Number);
        Finish(CaseStatus.Withdrawn, reason, now);
        Record(by, "withdrawn", reason, null, now);
    }

    /// <summary>行政处罚法 §54: what an office opens of its own accord is filed, and needs no acceptance.</summary>
    public void File(Actor by, DateTimeOffset now)
    {
        MustBe(CaseStatus.Submitted);
        AcceptedAt = now;
        Status = CaseStatus.InReview;
        Record(by, "proceedingFiled", null, "行政处罚法 §54", now);
    }

    /// <summary>A decision against the enterprise; the case stays open until it is served.</summary>
    public void Sanction(Actor by, string number, string reason, DateTimeOffset now)
    {
        MustBe(CaseStatus.InReview);
        FilingNumber = number;
        DecidedAt = now;
        Status = CaseStatus.Approved;
        Record(by, "sanctioned", reason, "行政处罚法 §57, §59", now);
    }

    public void Close(Actor by, string action, string? reason, string rule, DateTimeOffset now)
    {
        MustBe(CaseStatus.InReview, CaseStatus.Approved);
        DecidedAt ??= now;
        Finish(CaseStatus.Closed, reason, now);
        Record(by, action, reason, rule, now);
    }

    public void Record(Actor by, string action, string? reason, string? rule, DateTimeOffset now)
    {
        Revision++;
        Audit.Add(new AuditEntry
        {
            CaseId = Id,
            Sequence = ++AuditCount,
            At = Instant.Of(now),
            ActorId = by.UserId,
            ActorName = by.SignedName,
            Action = action,
            Reason = reason,
            Rule = rule,
            Status = Status.ToString(),
            ValuesSha256 = Sha256.Of(Values),
        });
    }

    private void Finish(CaseStatus status, string? reason, DateTimeOffset now)
    {
        Status = status;
        ClosedAt = now;
        ClosingReason = reason;
    }

    private void MustBe(params ReadOnlySpan<CaseStatus> allowed)
    {
        if (!allowed.Contains(Status)) throw new RuleViolation("CaseNotInThatState", Number);
    }
}
