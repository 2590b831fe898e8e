using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Registers;

namespace ApprovalFlows.Core.Workers;

/// <summary>
/// Another employer, area, park or address without a new paper is noted on the paper the worker is here with, so
/// that station and border force hear of it by letter [D§6.3].
/// </summary>
public sealed class WorkerMoves(AppDbContext db, RegisterLog log)
{
    private const string Rule = "D§6.3";

    private static readonly string[] Told =
    [
        WorkerService.Employer, WorkerFields.WorkAreaCode, WorkerFields.ParkCode, WorkerFields.HomeAddress,
        WorkerFields.Mode,
    ];

    private static readonly string[] Kinds =
        [CertificateKinds.WorkerPermit, CertificateKinds.Stay, CertificateKinds.Residence];

    /// <summary>Nothing is noted of somebody who has no live paper: no office was told that he is here.</summary>
    public async Task NoteAsync(
        Worker worker, RecordDifference difference, string? reason, CancellationToken cancellation = default)
    {
        var told = Told.Where(difference.Fields.ContainsKey).ToList();
        if (told.Count == 0) return;
        var today = log.Today;
        var papers = await db.Certificates
            .Where(paper => paper.WorkerId == worker.Id && Kinds.Contains(paper.Kind)
                && paper.Status == CertificateStatus.Valid && paper.ValidFrom <= today && paper.ValidTo >= today)
            .ToListAsync(cancellation);
        var paper = papers.OrderBy(row => Array.IndexOf(Kinds, row.Kind)).ThenByDescending(row => row.ValidTo)
            .FirstOrDefault();
        var hasLeft = told.Contains(WorkerService.Employer) && worker.EnterpriseId is null;
        paper?.Note(
            hasLeft ? Certificate.LeftAct : Certificate.MovedAct,
            new CertificateAct(log.Actor, today, WordsOf(told, difference, reason), Rule, log.Now));
    }

    private static string WordsOf(List<string> told, RecordDifference difference, string? reason) => string.Join(
        "; ",
        told.Select(field => $"{difference.Fields[field][0] ?? "—"} → {difference.Fields[field][1] ?? "—"}")
            .Append(reason)
            .OfType<string>());
}
