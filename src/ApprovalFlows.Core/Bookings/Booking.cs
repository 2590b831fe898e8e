using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Bookings;

/// <summary>A time at a centre that one case has taken.</summary>
public sealed class Booking
{
    public required Guid CaseId { get; init; }
    public required string Place { get; set; }
    public required DateTimeOffset At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Booking>
    {
        public void Configure(EntityTypeBuilder<Booking> builder)
        {
            builder.HasKey(booking => booking.CaseId);
            builder.Property(booking => booking.Place).HasMaxLength(40);
            builder.HasIndex(booking => new { booking.Place, booking.At });
            builder.HasOne<Case>().WithOne().HasForeignKey<Booking>(booking => booking.CaseId);
        }
    }
}
