using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Deadlines;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>
/// A decision against a firm. Whether it stands and whether the public list shows it follows from these facts,
/// the calendar and the day: <see cref="Listing"/>.
/// </summary>
public sealed class Sanction
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required Guid EnterpriseId { get; init; }

    /// <summary>发文字号 of the decision.</summary>
    public required string Number { get; init; }
    public required string Measure { get; init; }
    public required string Ground { get; init; }
    public required string Region { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public DateTimeOffset? ServedAt { get; private set; }
    public DateTimeOffset? LiftProposedAt { get; private set; }
    public Guid? LiftProposedById { get; private set; }
    public string? LiftProposedByName { get; private set; }
    public string? LiftReason { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public string? LiftedByName { get; private set; }
    public int Revision { get; private set; } = 1;

    /// <summary>From the decision on for the period of its ground, whether the list shows it or not.</summary>
    public bool StandsOn(DateOnly day)
    {
        var from = ChinaTime.DateOf(DecidedAt);
        var term = TimeLimits.Seed[SanctionRules.Seed.MustFindGround(Ground).Limit];
        return LiftedAt is null && from <= day && day < from.AddDays(term.DaysFrom(from));
    }

    public void Serve(DateTimeOffset now)
    {
        ServedAt = now;
        Revision++;
    }

    public void ProposeLifting(Actor by, string reason, DateTimeOffset now)
    {
        MustStand();
        (LiftProposedAt, LiftProposedById, LiftProposedByName) = (now, by.UserId, by.SignedName);
        LiftReason = reason;
        Revision++;
    }

    public void Lift(Actor by, DateTimeOffset now)
    {
        MustStand();
        if (LiftProposedAt is null) throw new RuleViolation("LiftingNotProposed", Number);
        if (LiftProposedById == by.UserId) throw RuleViolation.Forbidden("LiftedByProposer");
        (LiftedAt, LiftedByName) = (now, by.SignedName);
        Revision++;
    }

    private void MustStand()
    {
        if (LiftedAt is not null) throw new RuleViolation("SanctionLifted", Number);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Sanction>
    {
        public void Configure(EntityTypeBuilder<Sanction> builder)
        {
            builder.ToTable("Sanctions");
            builder.Property(row => row.CaseNumber).HasMaxLength(40);
            builder.Property(row => row.Number).HasMaxLength(60);
            builder.Property(row => row.Measure).HasMaxLength(30);
            builder.Property(row => row.Ground).HasMaxLength(40);
            builder.Property(row => row.Region).HasMaxLength(4);
            builder.Property(row => row.LiftProposedByName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.LiftedByName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.LiftReason).HasMaxLength(2000);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => row.CaseId).IsUnique();
            builder.HasIndex(row => row.Number).IsUnique();
            builder.HasIndex(row => new { row.EnterpriseId, row.DecidedAt });
            builder.HasIndex(row => row.DecidedAt);
        }
    }
}
