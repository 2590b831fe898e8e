namespace ApprovalFlows.Core.Audit;

/// <summary>One thing that happened to a case: who, when, what, why, and by which rule. Never changed.</summary>
public sealed class AuditEntry
{
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

    internal sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.HasKey(entry => new { entry.CaseId, entry.Sequence });
            builder.Property(entry => entry.ActorName).HasMaxLength(100);
            builder.Property(entry => entry.Action).HasMaxLength(60);
            builder.Property(entry => entry.Rule).HasMaxLength(200);
        }
    }
}
