namespace ApprovalFlows.Core.Registers;

/// <summary>What was changed in a record of a register, by whom and why. Values of fields that tell of a person
/// are kept, and shown masked.</summary>
public sealed class RegisterChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name of the register: worker, enterprise.</summary>
    public required string Register { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>created, changed, merged, imported, unmasked …; its text is in Registers.resx.</summary>
    public required string Action { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Reason { get; init; }

    /// <summary>The changed fields as JSON: { field: [before, after] }.</summary>
    public string? Fields { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RegisterChange>
    {
        public void Configure(EntityTypeBuilder<RegisterChange> builder)
        {
            builder.Property(change => change.Register).HasMaxLength(20);
            builder.Property(change => change.Action).HasMaxLength(20);
            builder.Property(change => change.ActorName).HasMaxLength(200);
            builder.Property(change => change.Reason).HasMaxLength(500);
            builder.HasIndex(change => new { change.Register, change.RecordId, change.At });
        }
    }
}
