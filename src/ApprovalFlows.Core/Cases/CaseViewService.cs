using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases;

/// <summary>Shows one case to somebody who may see it.</summary>
public sealed class CaseViewService(
    AppDbContext db, CaseService cases, FlowService flows, CaseClock clock)
{
    /// <exception cref="RuleViolation">There is no such case for this person.</exception>
    public async Task<CaseView> ShowAsync(string number, CancellationToken cancellation = default)
    {
        var file = await cases.Visible()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        return new CaseDrawing(await FactsAsync(file, cancellation), clock).Draw();
    }

    private async Task<CaseFacts> FactsAsync(Case file, CancellationToken cancellation)
    {
        var id = file.Id;
        file.Audit.AddRange(await db.AuditEntries.AsNoTracking()
            .Where(row => row.CaseId == id).ToListAsync(cancellation));
        if (file.Audit.Any(entry => entry.Action == Case.CorrectionAction))
        {
            file.Corrections.AddRange(await db.Corrections.AsNoTracking()
                .Where(row => row.CaseId == id).ToListAsync(cancellation));
        }

        if (file.Audit.Any(entry => entry.Action is Case.CorrectionAction or Case.SuspendedAction))
        {
            file.Suspensions.AddRange(await db.Suspensions.AsNoTracking()
                .Where(row => row.CaseId == id).ToListAsync(cancellation));
        }

        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.CaseId == id)
            .OrderBy(task => task.CreatedAt).ThenBy(task => task.Id)
            .ToListAsync(cancellation);
        var offices = tasks.Select(task => task.DepartmentCode)
            .Concat(file.Corrections.Select(asked => asked.RequestedBy)).Distinct().ToList();
        return new CaseFacts(
            file,
            await flows.FormOfVersionAsync(file.FlowVersionId, cancellation),
            tasks,
            await FilesAsync(id, cancellation),
            await OfficesAsync(offices, cancellation),
            file.Status == CaseStatus.Issued ? await CertificateAsync(id, cancellation) : null,
            await cases.IsApplicantAsync(file, cancellation),
            cases.Concerns(offices));
    }

    private async Task<Dictionary<string, LocalText>> OfficesAsync(
        List<string> codes, CancellationToken cancellation) =>
        await db.Departments.AsNoTracking()
            .Where(office => codes.Contains(office.Code))
            .ToDictionaryAsync(
                office => office.Code,
                office => new LocalText(office.NameZh, office.NameVi, office.NameEn),
                cancellation);

    private async Task<List<CaseFileView>> FilesAsync(Guid caseId, CancellationToken cancellation) =>
        await db.CaseFiles.AsNoTracking()
            .Where(link => link.CaseId == caseId)
            .Join(db.Attachments, link => link.AttachmentId, file => file.Id, (link, file) =>
                new CaseFileView(link.Slot, file.Id, file.FileName, file.ContentType, file.Size, file.Sha256))
            .ToListAsync(cancellation);

    private async Task<string?> CertificateAsync(Guid caseId, CancellationToken cancellation) =>
        await db.Certificates.Where(row => row.CaseId == caseId)
            .Select(row => row.Number)
            .FirstOrDefaultAsync(cancellation);
}
