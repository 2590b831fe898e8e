using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

/// <summary>A worker found at the desk; without a board where the office sees none of the papers.</summary>
public sealed record DeskFind(WorkerRow Worker, PapersBoard? Board)
{
    /// <summary>The first slot that keeps the worker from being in order.</summary>
    public BoardSlot? Lacking => Board?.Slots.FirstOrDefault(
        slot => slot.Slot.Counts && slot is { IsGood: false, State: not SlotState.NotNeeded });
}

/// <summary>What a window is asked all day: is this worker in order, until when, and what is missing?</summary>
public sealed class DeskSearch(AppDbContext db, WorkerSearch workers, PapersService papers)
{
    public const int MaxFound = 20;

    public async Task<IReadOnlyList<DeskFind>> FindAsync(
        WorkerQuery asked, CancellationToken cancellation = default)
    {
        var page = await workers.ListAsync(asked with { PageSize = MaxFound }, cancellation);
        var ids = page.Items.Select(row => row.Id).ToList();
        var found = await db.Workers.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
        var boards = (await papers.BoardsAsync(found, cancellation)).ToDictionary(row => row.Worker.Id);
        return [.. page.Items.Select(row => new DeskFind(row, boards.GetValueOrDefault(row.Id)?.Board))];
    }
}
