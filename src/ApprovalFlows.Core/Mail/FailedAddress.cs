namespace ApprovalFlows.Core.Mail;

/// <summary>
/// An address that mails did not reach. Nothing is sent to it while it is suppressed: after several refusals in
/// a row, or because somebody saw a mail come back.
/// </summary>
public sealed class FailedAddress
{
    public const int MaxLength = 254;
    public const int MaxReasonLength = 500;

    /// <summary>In lower case, as <see cref="KeyOf"/> makes it.</summary>
    public required string Address { get; init; }

    /// <summary>For good, one after the other; a mail that is taken begins anew.</summary>
    public int Refusals { get; private set; }

    /// <summary>What the server answered last, or what somebody noted.</summary>
    public required string Reason { get; set; }
    public DateTimeOffset LastAt { get; private set; }
    public DateTimeOffset? SuppressedAt { get; private set; }

    /// <summary>Who noted it by hand; nobody when the server refused it.</summary>
    public string? NotedBy { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public string? LiftedBy { get; private set; }
    public string? LiftReason { get; private set; }
    public int Revision { get; private set; } = 1;

    public bool IsSuppressed => SuppressedAt is not null;

    public static string KeyOf(string address) => address.Trim().ToLowerInvariant();

    public void Refuse(string answer, int most, DateTimeOffset now)
    {
        Refusals++;
        Set(answer, now);
        if (Refusals >= most) SuppressedAt ??= now;
    }

    public void Accept()
    {
        if (Refusals == 0) return;
        Refusals = 0;
        Revision++;
    }

    public void Note(string by, string reason, DateTimeOffset now)
    {
        if (IsSuppressed) throw new RuleViolation("Mail.AddressSuppressed");
        NotedBy = by;
        SuppressedAt = now;
        Set(reason, now);
    }

    public void Lift(string by, string? reason, DateTimeOffset now)
    {
        if (!IsSuppressed) throw new RuleViolation("Mail.AddressNotSuppressed");
        (SuppressedAt, NotedBy, Refusals) = (null, null, 0);
        (LiftedAt, LiftedBy, LiftReason) = (now, by, reason);
        Revision++;
    }

    private void Set(string reason, DateTimeOffset now)
    {
        Reason = reason.Length <= MaxReasonLength ? reason : reason[..MaxReasonLength];
        LastAt = now;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<FailedAddress>
    {
        public void Configure(EntityTypeBuilder<FailedAddress> builder)
        {
            builder.ToTable("FailedAddresses");
            builder.HasKey(failed => failed.Address);
            builder.Property(failed => failed.Address).HasMaxLength(MaxLength);
            builder.Property(failed => failed.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(failed => failed.NotedBy).HasMaxLength(100);
            builder.Property(failed => failed.LiftedBy).HasMaxLength(100);
            builder.Property(failed => failed.LiftReason).HasMaxLength(MaxReasonLength);
            builder.Property(failed => failed.Revision).IsConcurrencyToken();
            builder.HasIndex(failed => failed.LastAt);
        }
    }
}
