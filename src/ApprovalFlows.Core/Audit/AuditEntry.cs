using ApprovalFlows.Core.Audit.Keys;

namespace ApprovalFlows.Core.Audit;

/// <summary>
/// One thing that happened to a case: who, when, what, why, and by which rule. Never changed; chained to
/// the entry before it and signed when it is saved (<see cref="AuditSealing"/>).
/// </summary>
public sealed class AuditEntry
{
    public const int CurrentForm = 1;

    public required Guid CaseId { get; init; }

    /// <summary>Runs from 1 per case without gaps.</summary>
    public required int Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Action { get; init; }
    public string? Reason { get; init; }

    /// <summary>Citation of the law or rule the act rests on.</summary>
    public string? Rule { get; init; }

    /// <summary>Status of the case after the act.</summary>
    public string? Status { get; init; }

    /// <summary>SHA-256 of the values of the form after the act.</summary>
    public string? ValuesSha256 { get; init; }

    /// <summary>Version of the canonical form that was hashed; 0 while the entry is not sealed.</summary>
    public int Form { get; init; }

    /// <summary>Hash of the entry before this one; zeros for the first.</summary>
    public string? Previous { get; init; }
    public string? Hash { get; init; }
    public string? KeyId { get; init; }
    public string? Signature { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.HasKey(entry => new { entry.CaseId, entry.Sequence });
            builder.Property(entry => entry.ActorName).HasMaxLength(Accounts.Signature.MaxLength);
            builder.Property(entry => entry.Action).HasMaxLength(60);
            builder.Property(entry => entry.Rule).HasMaxLength(200);
            builder.Property(entry => entry.Status).HasMaxLength(30);
            builder.Property(entry => entry.ValuesSha256).HasMaxLength(64);
            builder.Property(entry => entry.Previous).HasMaxLength(64);
            builder.Property(entry => entry.Hash).HasMaxLength(64);
            builder.Property(entry => entry.KeyId).HasMaxLength(AuditKey.IdLength);
            builder.Property(entry => entry.Signature).HasMaxLength(100);
        }
    }
}
