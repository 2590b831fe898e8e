using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Numbering;

/// <summary>The last number given out in a series.</summary>
public sealed class NumberSeries
{
    public required string Key { get; init; }
    public long Last { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<NumberSeries>
    {
        public void Configure(EntityTypeBuilder<NumberSeries> builder)
        {
            builder.HasKey(series => series.Key);
            builder.Property(series => series.Key).HasMaxLength(100);
        }
    }
}

/// <summary>
/// Gives out consecutive numbers. A number is taken inside the transaction that uses it, so a
/// roll-back leaves no gap; the row stays locked until that transaction ends.
/// </summary>
public sealed class NumberService(AppDbContext db, WriteTransaction transaction)
{
    public async Task<long> NextAsync(string series, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        return await db.RaiseAsync(series, cancellation);
    }
}
