namespace ApprovalFlows.Core.Design;

/// <summary>
/// Who saved a draft last, and the revisions of the unbroken run of saves from one designer's tab: it posts the
/// next save before the answer to the last one has told it the new revision.
/// </summary>
public sealed class FlowSave
{
    public const int MaxTabLength = 64;

    public required string VersionId { get; init; }
    public required string ActorName { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>Null for clients that wait for every answer.</summary>
    public string? Tab { get; set; }

    /// <summary>The youngest revisions of the run, the one it began with included, separated by spaces.</summary>
    public required string Revisions { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<FlowSave>
    {
        public void Configure(EntityTypeBuilder<FlowSave> builder)
        {
            builder.ToTable("FlowSaves");
            builder.HasKey(row => row.VersionId);
            builder.Property(row => row.VersionId).HasMaxLength(60);
            builder.Property(row => row.ActorName).HasMaxLength(100);
            builder.Property(row => row.Tab).HasMaxLength(MaxTabLength);
            builder.Property(row => row.Revisions).HasMaxLength(600);
        }
    }
}
