namespace ApprovalFlows.Core.Organisation;

/// <summary>What was changed about who does what.</summary>
public enum StaffAction
{
    Appointed,
    HoldingEnded,
    DeputyNamed,
    DeputyEnded,
    RecusalRecorded,
    RecusalEnded,
    HandoverOrdered,
    TaskAddressed,
    AccountUnlocked,
    AccountShut,
    AccountOpened,
    SessionsEnded,
    SecondFactorRemoved,
    AccountMade,
    AccountChanged,
    FirstPasswordGiven,
}

/// <summary>Who changed a post, a deputyship, a recusal or an account, when and why. Never changed itself.</summary>
public sealed class StaffChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public required StaffAction Action { get; init; }

    /// <summary>Whom it is about.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The other one: the deputy, the applicant, the successor.</summary>
    public Guid? OtherId { get; internal set; }
    public string? DepartmentCode { get; internal set; }
    public string? PostCode { get; internal set; }
    public DateOnly? From { get; internal set; }
    public DateOnly? To { get; internal set; }
    public required string Reason { get; init; }

    /// <summary>Of an account: what differs, as <see cref="Registers.RecordDifference"/> writes it.</summary>
    public string? Fields { get; internal set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StaffChange>
    {
        public void Configure(EntityTypeBuilder<StaffChange> builder)
        {
            builder.ToTable("StaffChanges");
            builder.Property(row => row.ActorName).HasMaxLength(100);
            builder.Property(row => row.Action).HasConversion<string>().HasMaxLength(30);
            builder.Property(row => row.DepartmentCode).HasMaxLength(40);
            builder.Property(row => row.PostCode).HasMaxLength(40);
            builder.Property(row => row.Reason).HasMaxLength(500);
            builder.HasIndex(row => row.PersonId);
        }
    }
}
