using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>What may be opened beside what is open already, and which order was made in place of a clear-out.</summary>
public sealed class Openings(AppDbContext db)
{
    /// <summary>In the evidence of a clear-out: the firm is to be ordered to put things right instead.</summary>
    public const string OrderAsked = "orderAsked";

    public static string AddressOfOrder(Proceeding clearOut) =>
        $"/sanctions/new?enterprise={clearOut.EnterpriseId}&case={clearOut.CaseNumber}";

    /// <summary>
    /// One clear-out of a firm at a time, and one order that rests on the same source. The number of the case was taken
    /// before: of two that are opened at the same instant the second waited for it, and sees the first.
    /// </summary>
    public async Task MustBeTheOnlyOneAsync(
        Case file, ProceedingKind kind, string? source, CancellationToken cancellation = default)
    {
        var isOrder = kind == ProceedingKind.Rectification;
        if (isOrder && source is null) return;
        var firm = file.EnterpriseId;
        var open = await db.Proceedings
            .Where(row => row.EnterpriseId == firm && row.Kind == kind && (!isOrder || row.SourceNumber == source)
                && db.Cases.Any(other => other.Id == row.CaseId && CaseStatuses.Open.Contains(other.Status)))
            .Select(row => row.CaseNumber).FirstOrDefaultAsync(cancellation);
        if (open is null) return;
        throw isOrder
            ? RuleViolation.Invalid("sourceNumber", "OrderOpen", source!, open)
            : RuleViolation.Invalid("enterprise", "ClearOutOpen", open);
    }

    /// <summary>Whether an order is to be made in place of this clear-out, and none was.</summary>
    public async Task<bool> OwesOrderAsync(Proceeding clearOut, CancellationToken cancellation = default) =>
        clearOut.Outcome is null && await WasAskedAsync(clearOut, cancellation)
        && await OrderInsteadAsync(clearOut, cancellation) is null;

    /// <summary>The case of the order that rests on this clear-out.</summary>
    public Task<string?> OrderInsteadAsync(Proceeding clearOut, CancellationToken cancellation = default) =>
        db.Proceedings
            .Where(row => row.Kind == ProceedingKind.Rectification && row.EnterpriseId == clearOut.EnterpriseId
                && row.SourceNumber == clearOut.CaseNumber)
            .OrderByDescending(row => row.OpenedAt).Select(row => row.CaseNumber).FirstOrDefaultAsync(cancellation);

    // Whoever took the decision back and took another one owes no order.
    private async Task<bool> WasAskedAsync(Proceeding clearOut, CancellationToken cancellation) =>
        await db.AuditEntries.AnyAsync(
            entry => entry.CaseId == clearOut.CaseId && entry.Action == OrderAsked, cancellation)
        && !await db.Sanctions.AnyAsync(row => row.CaseId == clearOut.CaseId, cancellation);
}
