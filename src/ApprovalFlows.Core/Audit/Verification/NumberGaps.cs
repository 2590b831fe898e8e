using System.Globalization;
using System.Runtime.CompilerServices;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Audit.Verification;

/// <summary>
/// Case numbers are given out one by one inside the transaction that uses them, so a number that no case
/// has is a case that somebody removed, with all that was chained to it.
/// </summary>
internal sealed class NumberGaps(AppDbContext db)
{
    public async IAsyncEnumerable<string> FindAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = await db.NumberSeries.AsNoTracking()
            .Where(row => row.Key.StartsWith(Cases.IntakeService.SeriesPrefix))
            .OrderBy(row => row.Key)
            .ToListAsync(cancellation);
        foreach (var series in all)
        {
            var prefix = series.Key[Cases.IntakeService.SeriesPrefix.Length..].Replace(':', '-') + "-";
            await foreach (var serial in MissingAsync(prefix, series.Last, cancellation))
                yield return string.Create(CultureInfo.InvariantCulture, $"{prefix}{serial:D6}");
        }
    }

    private async IAsyncEnumerable<long> MissingAsync(
        string prefix, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var numbers = db.Cases.AsNoTracking()
            .Where(file => file.Number.StartsWith(prefix))
            .OrderBy(file => file.Number.Length).ThenBy(file => file.Number)
            .Select(file => file.Number)
            .AsAsyncEnumerable();
        var next = 1L;
        await foreach (var number in numbers.WithCancellation(cancellation))
        {
            if (!long.TryParse(number.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var serial)) continue;
            for (; next < serial; next++) yield return next;
            next = serial + 1;
        }

        for (; next <= last; next++) yield return next;
    }
}
