namespace ApprovalFlows.Core.Organisation;

/// <summary>
/// Somebody stands in for the holder of posts from one day to another (代理), both included; for all
/// posts and flows of the holder, or for some.
/// </summary>
public sealed class Deputyship
{
    public const int MaxReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid HolderId { get; init; }
    public required Guid DeputyId { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; set; }

    /// <summary>Null: in every department of the holder.</summary>
    public string? DepartmentCode { get; init; }

    /// <summary>Null: in every post of that department.</summary>
    public string? PostCode { get; init; }

    /// <summary>Null: in cases of every flow.</summary>
    public string? Flow { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required Guid RecordedById { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool IsOn(DateOnly day) => From <= day && day <= To;

    /// <summary>Ends it after <paramref name="lastDay"/>; what was done until then stays done.</summary>
    public void End(DateOnly lastDay, DateTimeOffset now)
    {
        if (To <= lastDay) return;
        To = lastDay;
        EndedAt = now;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Deputyship>
    {
        public void Configure(EntityTypeBuilder<Deputyship> builder)
        {
            builder.ToTable("Deputyships");
            builder.Property(row => row.DepartmentCode).HasMaxLength(40);
            builder.Property(row => row.PostCode).HasMaxLength(40);
            builder.Property(row => row.Flow).HasMaxLength(100);
            builder.Property(row => row.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => new { row.DeputyId, row.To });
            builder.HasIndex(row => new { row.HolderId, row.To });
        }
    }
}
