using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Watchers;

/// <summary>Who is known to be here, from what border inspection recorded.</summary>
public sealed class Presence(AppDbContext db)
{
    /// <summary>Of those whose last crossing was an exit, when it was.</summary>
    public async Task<Dictionary<Guid, DateTimeOffset>> ExitsAsync(
        IReadOnlyList<Guid> workers, DateTimeOffset now, CancellationToken cancellation = default) =>
        (await LastAsync(workers, now, cancellation))
            .Where(row => row.Direction == CrossingDirection.Exit)
            .ToDictionary(row => row.WorkerId, row => row.At);

    public async Task<IReadOnlyList<LastCrossing>> LastAsync(
        IReadOnlyList<Guid> workers, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (workers.Count == 0) return [];
        var until = now.ToUniversalTime();
        var found = await db.Workers.AsNoTracking()
            .Where(worker => workers.Contains(worker.Id))
            .Select(worker => new
            {
                worker.Id,
                At = db.Crossings
                    .Where(row => row.WorkerId == worker.Id && row.VoidedAt == null && row.At <= until)
                    .OrderByDescending(row => row.At)
                    .Select(row => (DateTimeOffset?)row.At)
                    .FirstOrDefault(),
                Direction = db.Crossings
                    .Where(row => row.WorkerId == worker.Id && row.VoidedAt == null && row.At <= until)
                    .OrderByDescending(row => row.At)
                    .Select(row => (CrossingDirection?)row.Direction)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return
        [
            .. found.Where(row => row.At is not null)
                .Select(row => new LastCrossing(row.Id, row.At!.Value, row.Direction!.Value)),
        ];
    }
}

public sealed record LastCrossing(Guid WorkerId, DateTimeOffset At, CrossingDirection Direction);
