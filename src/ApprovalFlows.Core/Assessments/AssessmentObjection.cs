using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Mail;

namespace ApprovalFlows.Core.Assessments;

/// <summary>
/// What the assessed enterprise, or somebody of the public, has against the sheet of an office, and what became
/// of it.
/// </summary>
public sealed class AssessmentObjection
{
    public const int MaxReasonLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string Office { get; init; }
    public required string Reason { get; init; }

    /// <summary>The account of the enterprise; empty for the public.</summary>
    public required Guid ById { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of the public: an <see cref="ObjectionNumber"/>, by which one asks what became of it.</summary>
    public string? Number { get; init; }

    /// <summary>Of the public, as the two after it; erased some months after the answer.</summary>
    public string? ObjectorName { get; init; }
    public string? ObjectorPhone { get; init; }
    public string? ObjectorMail { get; init; }

    /// <summary>In which it is answered.</summary>
    public string? Language { get; init; }

    /// <summary>Since when an office has it; of several open ones it is one at a time.</summary>
    public DateTimeOffset? LaidAt { get; private set; }

    /// <summary>Of the public: the zone office found that it names facts about a score.</summary>
    public DateTimeOffset? TakenUpAt { get; private set; }
    public bool? IsUpheld { get; private set; }
    public string? Opinion { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    public bool IsOpen => DecidedAt is null;

    public bool IsPublic => Number is not null;

    public ObjectionState State => this switch
    {
        { IsUpheld: true } => ObjectionState.Upheld,
        { DecidedAt: not null, IsPublic: true, TakenUpAt: null } => ObjectionState.NotTakenUp,
        { DecidedAt: not null } => ObjectionState.Rejected,
        { IsPublic: true, TakenUpAt: null } => ObjectionState.Received,
        _ => ObjectionState.TakenUp,
    };

    public void Lay(DateTimeOffset now) => LaidAt = now;

    public void TakeUp(DateTimeOffset now) => TakenUpAt ??= now;

    public void Decide(bool isUpheld, string opinion, string by, DateTimeOffset now)
    {
        if (!IsOpen) throw new RuleViolation("ObjectionDecided");
        (IsUpheld, Opinion, DecidedByName, DecidedAt) = (isUpheld, opinion, by, now);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<AssessmentObjection>
    {
        public void Configure(EntityTypeBuilder<AssessmentObjection> builder)
        {
            builder.ToTable("AssessmentObjections");
            builder.Property(row => row.Office).HasMaxLength(40);
            builder.Property(row => row.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(row => row.Number).HasMaxLength(ObjectionNumber.Length);
            builder.Property(row => row.ObjectorName).HasMaxLength(PublicObjection.MaxNameLength);
            builder.Property(row => row.ObjectorPhone).HasMaxLength(20);
            builder.Property(row => row.ObjectorMail).HasMaxLength(FailedAddress.MaxLength);
            builder.Property(row => row.Language).HasMaxLength(10);
            builder.Property(row => row.DecidedByName).HasMaxLength(200);
            builder.Property(row => row.DecidedAt).IsConcurrencyToken();
            builder.Ignore(row => row.IsOpen);
            builder.Ignore(row => row.IsPublic);
            builder.Ignore(row => row.State);
            builder.HasIndex(row => new { row.CaseId, row.At });
            builder.HasIndex(row => row.Number).IsUnique();
            builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        }
    }
}

/// <summary>How far an objection has come.</summary>
public enum ObjectionState
{
    /// <summary>Of the public: nobody has looked yet whether it names facts about a score.</summary>
    Received,
    TakenUp,
    NotTakenUp,
    Upheld,
    Rejected,
}
