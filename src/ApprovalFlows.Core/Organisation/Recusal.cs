namespace ApprovalFlows.Core.Organisation;

/// <summary>公务员法 §76: the three grounds on which an official stays away from a matter.</summary>
public enum RecusalGround
{
    /// <summary>(1) One's own interest.</summary>
    OwnInterest,

    /// <summary>(2) The interest of a relative (§74 first paragraph).</summary>
    RelativeInterest,

    /// <summary>(3) Anything else that may touch impartiality.</summary>
    OtherCircumstance,
}

/// <summary>
/// A person decides nothing on applications of an enterprise or of another person (回避). Declared by
/// the person (公务员法 §77) or recorded by an administrator; never deleted, only ended.
/// </summary>
public sealed class Recusal
{
    public const int MaxReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public Guid? EnterpriseId { get; init; }

    /// <summary>The applicant who is a relative or otherwise close.</summary>
    public Guid? ApplicantId { get; init; }
    public required RecusalGround Ground { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required Guid RecordedById { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedById { get; private set; }
    public int Revision { get; private set; } = 1;

    public static string BasisOf(RecusalGround ground) => ground switch
    {
        RecusalGround.OwnInterest => "公务员法 §76(1)",
        RecusalGround.RelativeInterest => "公务员法 §76(2)、§74",
        _ => "公务员法 §76(3)",
    };

    public void End(Guid by, DateTimeOffset now)
    {
        if (EndedAt is not null) throw new RuleViolation("RecusalEnded");
        EndedAt = now;
        EndedById = by;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Recusal>
    {
        public void Configure(EntityTypeBuilder<Recusal> builder)
        {
            builder.ToTable("Recusals");
            builder.Property(row => row.Ground).HasConversion<string>().HasMaxLength(30);
            builder.Property(row => row.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => row.PersonId);
        }
    }
}
