using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Sanctions;

public enum ProceedingKind
{
    /// <summary>An order to put things right.</summary>
    Rectification,

    /// <summary>A proposal to clear out or to cancel a qualification.</summary>
    ClearOut,
}

/// <summary>
/// What an office does to a firm of its own accord (依职权): the facts beside its case. The dates the firm has to
/// keep follow from them and the calendar.
/// </summary>
public sealed class Proceeding
{
    /// <summary>That of the case.</summary>
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required Guid EnterpriseId { get; init; }
    public required ProceedingKind Kind { get; init; }

    /// <summary>Of a clear-out: a code of the catalogue.</summary>
    public required string? Ground { get; init; }
    public required Guid OpenedById { get; init; }
    public required string OpenedByName { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What it follows from, such as the case of an assessment, a clue or a failed order.</summary>
    public required string? SourceNumber { get; init; }

    /// <summary>Names of those who looked into it, with commas between.</summary>
    public required string Investigators { get; init; }

    /// <summary>发文字号 of the order.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The last day to put things right, as the order or its extension says.</summary>
    public DateOnly? DueOn { get; private set; }
    public DateTimeOffset? NoticeServedAt { get; private set; }
    public DateTimeOffset? ExtensionAskedAt { get; private set; }
    public DateOnly? ExtensionUntil { get; private set; }
    public string? ExtensionReason { get; private set; }
    public DateTimeOffset? ExtensionSettledAt { get; private set; }
    public DateTimeOffset? ExtendedAt { get; private set; }

    /// <summary>Proof of an order, or the defence.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? AnsweredByName { get; private set; }
    public string? Answer { get; private set; }
    public bool WantsHearing { get; private set; }

    /// <summary>When the time to answer had passed in silence.</summary>
    public DateTimeOffset? SilentAt { get; private set; }
    public string? Outcome { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool HasOpenExtension => ExtensionAskedAt is not null && ExtensionSettledAt is null;

    public void Order(DateOnly dueOn)
    {
        DueOn = dueOn;
        Revision++;
    }

    /// <summary>Whoever is told anew answers anew.</summary>
    public void ServeNotice(DateTimeOffset now)
    {
        NoticeServedAt = now;
        (AnsweredAt, AnsweredByName, Answer, WantsHearing, SilentAt) = (null, null, null, false, null);
        Revision++;
    }

    /// <summary>Once.</summary>
    public void AskExtension(DateOnly until, string reason, DateTimeOffset now)
    {
        if (ExtensionAskedAt is not null || ExtendedAt is not null)
            throw new RuleViolation("RectificationExtensionOnce", CaseNumber);
        (ExtensionAskedAt, ExtensionUntil, ExtensionReason) = (now, until, reason);
        Revision++;
    }

    /// <summary>Until the day that was asked for, or the one that the office sets.</summary>
    public void Extend(DateOnly until, DateTimeOffset now)
    {
        if (ExtendedAt is not null) throw new RuleViolation("RectificationExtensionOnce", CaseNumber);
        if (HasOpenExtension) ExtensionSettledAt = now;
        (DueOn, ExtendedAt) = (until, now);
        (AnsweredAt, AnsweredByName, Answer, SilentAt) = (null, null, null, null);
        Revision++;
    }

    public void DenyExtension(DateTimeOffset now)
    {
        ExtensionSettledAt = now;
        Revision++;
    }

    public void TakeAnswer(Actor by, string text, bool wantsHearing, DateTimeOffset now)
    {
        (AnsweredAt, AnsweredByName, Answer, WantsHearing) = (now, by.SignedName, text, wantsHearing);
        Revision++;
    }

    public void NoteSilence(DateTimeOffset now)
    {
        SilentAt = now;
        Revision++;
    }

    public void Conclude(string outcome)
    {
        Outcome = outcome;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Proceeding>
    {
        public void Configure(EntityTypeBuilder<Proceeding> builder)
        {
            builder.ToTable("Proceedings");
            builder.HasKey(row => row.CaseId);
            builder.Property(row => row.CaseNumber).HasMaxLength(40);
            builder.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.Ground).HasMaxLength(40);
            builder.Property(row => row.OpenedByName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.AnsweredByName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.SourceNumber).HasMaxLength(40);
            builder.Property(row => row.Investigators).HasMaxLength(500);
            builder.Property(row => row.OrderNumber).HasMaxLength(60);
            builder.Property(row => row.ExtensionReason).HasMaxLength(2000);
            builder.Property(row => row.Answer).HasMaxLength(4000);
            builder.Property(row => row.Outcome).HasMaxLength(30);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => row.CaseNumber).IsUnique();
            builder.HasIndex(row => new { row.EnterpriseId, row.OpenedAt });
            builder.HasIndex(row => new { row.Kind, row.Outcome, row.DueOn });
        }
    }
}
