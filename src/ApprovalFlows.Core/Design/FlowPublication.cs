namespace ApprovalFlows.Core.Design;

/// <summary>What went live or was taken back, by whom, when and why. Never changed.</summary>
public sealed class FlowPublication
{
    public const int MaxReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public required int Version { get; init; }
    public required FlowAct Act { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when a file at the start of the program did it.</summary>
    public Guid? ActorId { get; init; }
    public string? ActorName { get; init; }
    public string? Reason { get; init; }

    /// <summary>What the checks before publication found, as JSON; empty when they found nothing.</summary>
    public string? Findings { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FlowPublication>
    {
        public void Configure(EntityTypeBuilder<FlowPublication> builder)
        {
            builder.ToTable("FlowPublications");
            builder.Property(row => row.DefinitionId).HasMaxLength(100);
            builder.Property(row => row.VersionId).HasMaxLength(60);
            builder.Property(row => row.Act).HasConversion<string>().HasMaxLength(20);
            builder.Property(row => row.ActorName).HasMaxLength(100);
            builder.Property(row => row.Reason).HasMaxLength(MaxReasonLength);
            builder.HasIndex(row => new { row.DefinitionId, row.At });
        }
    }
}

public enum FlowAct
{
    Published,
    Retracted,

    /// <summary>An earlier version became the draft again.</summary>
    RolledBack,

    /// <summary>A person refused for errors tried to publish.</summary>
    Refused,
}
