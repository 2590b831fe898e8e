namespace ApprovalFlows.Core.Audit.Verification;

public enum AuditProblemKind
{
    /// <summary>The content of an entry is not what was signed.</summary>
    Edited,
    Deleted,
    Inserted,
    Reordered,

    /// <summary>The last entries are gone.</summary>
    TailTruncated,

    /// <summary>Content and hash agree, but nobody who may sign has signed them.</summary>
    Rehashed,

    /// <summary>The entry was signed as one of another case.</summary>
    Swapped,

    /// <summary>The entry is the right one; only its signature is damaged.</summary>
    BadSignature,

    /// <summary>What the case's row says of its chain is not what was signed.</summary>
    HeadEdited,

    /// <summary>Two signed entries do not follow each other.</summary>
    Forked,

    /// <summary>Status or values of the case are not those of its last entry.</summary>
    CaseEdited,

    /// <summary>No case has this number, though the numbers around it, or its series, tell that one had it.</summary>
    CaseMissing,
    AnchorMissing,
    AnchorEdited,
    UnknownKey,
    FileEdited,
    ReceiptDiffers,
}

/// <summary>Something that is wrong, and where: the case number or the anchor, and the entry.</summary>
public sealed record AuditProblem(AuditProblemKind Kind, string Place, int? Sequence, string Detail)
{
    public override string ToString() =>
        $"{Place}{(Sequence is { } entry ? $" entry {entry}" : "")}: {Kind}: {Detail}";
}
