namespace ApprovalFlows.Core.Inbox.Urgings;

/// <summary>
/// Somebody asked for a step to be hurried on (催办). Task, person and working day are unique together.
/// </summary>
public sealed class Urging
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid TaskId { get; init; }
    public required Guid ById { get; init; }

    /// <summary>The working day it counts for; on a rest day the next one.</summary>
    public required DateOnly Day { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Urging>
    {
        public void Configure(EntityTypeBuilder<Urging> builder)
        {
            builder.ToTable("Urgings");
            builder.Property(urging => urging.Reason).HasMaxLength(UrgingService.MaxReasonLength);
            builder.HasIndex(urging => new { urging.TaskId, urging.ById, urging.Day }).IsUnique();
        }
    }
}
