using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>A hearing of a firm (听证): announced, held, its minutes confirmed or their signature refused.</summary>
public sealed class Hearing
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required DateTimeOffset HeldAt { get; init; }
    public required string Place { get; init; }
    public required Guid ChairId { get; init; }
    public required string ChairName { get; init; }
    public required DateTimeOffset AnnouncedAt { get; init; }
    public required string AnnouncedByName { get; init; }
    public string? Minutes { get; private set; }
    public DateTimeOffset? MinutesAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public string? ConfirmedByName { get; private set; }

    /// <summary>What the firm wants added, or why it did not sign.</summary>
    public string? Remark { get; private set; }
    public bool IsSignatureRefused { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool IsComplete => ConfirmedAt is not null;

    public void Record(string minutes, DateTimeOffset now)
    {
        if (now < HeldAt) throw new RuleViolation("HearingNotYetHeld", HeldAt);
        if (ConfirmedAt is not null) throw new RuleViolation("MinutesConfirmed");
        (Minutes, MinutesAt) = (minutes, now);
        Revision++;
    }

    /// <summary>By the firm; or the chair notes that it would not sign (行政处罚法 §64(8)).</summary>
    public void Confirm(Actor by, string? remark, bool isRefused, DateTimeOffset now)
    {
        if (Minutes is null) throw new RuleViolation("MinutesMissing");
        if (ConfirmedAt is not null) throw new RuleViolation("MinutesConfirmed");
        (ConfirmedAt, ConfirmedByName, Remark, IsSignatureRefused) = (now, by.SignedName, remark, isRefused);
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Hearing>
    {
        public void Configure(EntityTypeBuilder<Hearing> builder)
        {
            builder.ToTable("Hearings");
            builder.Property(row => row.Place).HasMaxLength(200);
            builder.Property(row => row.ChairName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.AnnouncedByName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.ConfirmedByName).HasMaxLength(Signature.MaxLength);
            builder.Property(row => row.Minutes).HasMaxLength(20_000);
            builder.Property(row => row.Remark).HasMaxLength(2000);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.HasIndex(row => new { row.CaseId, row.AnnouncedAt });
        }
    }
}
