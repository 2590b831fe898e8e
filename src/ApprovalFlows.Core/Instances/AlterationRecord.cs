namespace ApprovalFlows.Core.Instances;

/// <summary>What an administrator changed about an instance from outside, why and when. Never changed.</summary>
public sealed class AlterationRecord
{
    public const int MaxReasonLength = 500;
    public const int MaxTargetLength = 500;
    public const int MaxValueLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string InstanceId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }

    /// <summary>
    /// Retry, Cancel, CancelActivity, ModifyVariable, ScheduleActivity, Migrate, RetryMessage or
    /// DiscardMessage.
    /// </summary>
    public required string Alteration { get; init; }
    public required string Reason { get; init; }

    /// <summary>The activities, the variable, the versions or the message it was about.</summary>
    public string? Target { get; init; }

    /// <summary>Masked: personal data is not kept twice.</summary>
    public string? OldValue { get; init; }
    public string? NewValue { get; init; }

    public static void MustBeReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        if (reason.Trim().Length > MaxReasonLength)
            throw RuleViolation.Invalid("reason", "FieldMustBe", $"≤ {MaxReasonLength}");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<AlterationRecord>
    {
        public void Configure(EntityTypeBuilder<AlterationRecord> builder)
        {
            builder.ToTable("WorkflowAlterations");
            builder.Property(row => row.InstanceId).HasMaxLength(60);
            builder.Property(row => row.ActorName).HasMaxLength(100);
            builder.Property(row => row.Alteration).HasMaxLength(60);
            builder.Property(row => row.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(row => row.Target).HasMaxLength(MaxTargetLength);
            builder.Property(row => row.OldValue).HasMaxLength(MaxValueLength);
            builder.Property(row => row.NewValue).HasMaxLength(MaxValueLength);
            builder.HasIndex(row => row.InstanceId);
        }
    }
}
