using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Cases;

/// <summary>What a favourable decision does to the other papers of the worker.</summary>
public sealed record CaseEffect(
    FormerPaper? Former, IReadOnlyList<HeldPaper> Lifted, IReadOnlyList<HeldPaper> Held)
{
    public bool IsNothing => Former is null && Lifted.Count + Held.Count == 0;
}

/// <summary>Looks ahead at what rests on the paper that a case is about.</summary>
public sealed class CaseEffects(
    AppDbContext db, FormerPapers formers, HoldPreviewService previews, WorkerSight sight, TimeProvider time)
{
    /// <returns>Null where no paper of a worker comes of the case, or the reader does not see his papers.</returns>
    public async Task<CaseEffect?> OfAsync(Guid caseId, CancellationToken cancellation = default)
    {
        var file = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == caseId, cancellation);
        var kinds = PaperSlots.Seed.Slots
            .Where(slot => slot.Flow == file.Flow && slot.Holder == HolderKind.Worker)
            .SelectMany(slot => slot.Kinds).ToList();
        if (file.Status.IsClosed() || kinds.Count == 0) return null;
        var worker = await db.Workers.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == file.WorkerId, cancellation);
        if (worker is null || !Sees(worker, kinds[0])) return null;
        using var values = JsonDocument.Parse(file.Values);
        var former = await formers.FindAsync(kinds[0], values.RootElement, worker.Id, cancellation);
        var next = kinds.Select(kind => PaperOf(kind, file, worker, values.RootElement, former)).ToList();
        var (lifted, held) = await previews.CompareAsync(worker.Id, next, former, cancellation);
        return new CaseEffect(former, [.. lifted.Where(IsSeen)], [.. held.Where(IsSeen)]);

        bool IsSeen(HeldPaper paper) => Sees(worker, paper.Kind);
    }

    private bool Sees(Worker worker, string kind) => sight.ShareOf(worker, kind) == PaperShare.Full;

    // Its days are those asked for; until the decision nobody knows them better.
    private Certificate PaperOf(string kind, Case file, Worker worker, JsonElement values, FormerPaper? former)
    {
        var from = ChinaTime.DateOf(time.GetUtcNow());
        if (values.DateOf("periodStart") is { } start && start > from) from = start;
        from = former?.Begin(from) ?? from;
        var to = values.DateOf("periodEnd") ?? values.DateOf("until") ?? from.AddDays(StayPeriod.MaxDays);
        return new Certificate
        {
            Number = file.Number,
            Kind = kind,
            CaseId = file.Id,
            EnterpriseId = worker.EnterpriseId,
            WorkerId = worker.Id,
            HolderName = worker.NameLatin,
            HolderCode = "",
            IssuerDepartmentCode = "",
            FilingNumber = null,
            IssuedAt = time.GetUtcNow(),
            ValidFrom = from,
            ValidTo = former?.End(to) ?? to,
            Contents = "{}",
            AreaCodes = values.TextOf("areaCode"),
        };
    }
}
