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
        try
        {
            return await TakeAsync(series, cancellation);
        }
        catch (Exception failure) when (Conflicts.IsLostRace(failure))
        {
            // The engine would record any other exception as a fault of the flow and go on.
            throw new BurstRefusedException("Another writer took the number first.", failure);
        }
    }

    private async Task<long> TakeAsync(string series, CancellationToken cancellation)
    {
        await transaction.BeginAsync(cancellation);
        var rows = db.NumberSeries.Where(row => row.Key == series);
        var raised = await rows.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Last, row => row.Last + 1), cancellation);
        if (raised == 0) return await OpenAsync(series, cancellation);

        return await rows.Select(row => row.Last).SingleAsync(cancellation);
    }

    private async Task<long> OpenAsync(string series, CancellationToken cancellation)
    {
        // Two openers of one series collide on the key; the loser's unit of work is run again.
        db.NumberSeries.Add(new NumberSeries { Key = series, Last = 1 });
        await db.SaveChangesAsync(cancellation);
        return 1;
    }
}
