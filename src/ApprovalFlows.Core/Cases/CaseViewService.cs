using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
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
            .Include(row => row.Suspensions)
            .Include(row => row.Corrections)
            .AsSingleQuery()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.CaseId == file.Id)
            .OrderBy(task => task.CreatedAt).ThenBy(task => task.Id)
            .ToListAsync(cancellation);
        var offices = await OfficesAsync(file, tasks, cancellation);
        var form = await flows.FormOfVersionAsync(file.FlowVersionId, cancellation);
        var isOwn = cases.IsOwn(file);
        return new CaseView
        {
            Id = file.Id,
            Number = file.Number,
            Flow = file.Flow,
            FlowVersion = file.FlowVersion,
            FlowVersionId = file.FlowVersionId,
            Title = file.Title,
            Status = file.Status,
            Applicant = file.Applicant,
            IsOwn = isOwn,
            Values = Read(file.Values, form, isOwn),
            Files = await FilesAsync(file.Id, cancellation),
            Steps = [.. tasks.Select(task => Step(file, task, offices))],
            Corrections =
            [
                .. file.Corrections.OrderBy(asked => asked.RequestedAt).Select(asked => new CorrectionView(
                    asked.RequestedAt,
                    NameOf(offices, asked.RequestedBy),
                    asked.Opinion,
                    asked.Items,
                    Read(asked.ValuesBefore, form, isOwn),
                    asked.ResubmittedAt)),
            ],
            History =
            [
                .. (await AuditAsync(file.Id, cancellation)).Select(entry => new HistoryEntry(
                    entry.Sequence, entry.At, NameOf(entry.ActorId, entry.ActorName)!, entry.Action, entry.Reason, entry.Rule)),
            ],
            SubmittedAt = file.SubmittedAt,
            AcceptedAt = file.AcceptedAt,
            IsDeemedAccepted = file.IsDeemedAccepted,
            FilingNumber = file.FilingNumber,
            DecidedAt = file.DecidedAt,
            ClosedAt = file.ClosedAt,
            ClosingReason = file.ClosingReason,
            Remedy = file.Status is CaseStatus.Refused or CaseStatus.NotAccepted
                ? new Sentence("RemedyClause")
                : null,
            ExtensionDays = file.ExtensionDays,
            ExtensionReason = file.ExtensionReason,
            CertificateNumber = file.Status == CaseStatus.Issued
                ? await CertificateAsync(file.Id, cancellation)
                : null,
            Revision = file.Revision,
        };
    }

    private StepView Step(Case file, ReviewTask task, Dictionary<string, LocalText> offices) => new()
    {
        TaskId = task.Id,
        StepId = task.StepId,
        Name = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
        DepartmentCode = task.DepartmentCode,
        Department = NameOf(offices, task.DepartmentCode),
        Status = task.Status switch
        {
            ReviewTaskStatus.Open => "open",
            ReviewTaskStatus.Decided => "done",
            _ => "closed",
        },
        StartedAt = task.CreatedAt,
        DueAt = task.DueAt,
        Deadline = clock.Of(file, task),
        Outcome = task.Outcome,
        Opinion = task.Opinion,
        Actor = NameOf(task.DecidedById, task.DecidedByName),
        IsDeemed = task.IsDeemed,
        FinishedAt = task.FinishedAt,
    };

    private Task<List<AuditEntry>> AuditAsync(Guid caseId, CancellationToken cancellation) =>
        db.AuditEntries.AsNoTracking()
            .Where(entry => entry.CaseId == caseId)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(cancellation);

    private Task<string?> CertificateAsync(Guid caseId, CancellationToken cancellation) =>
        db.Certificates.Where(row => row.CaseId == caseId)
            .Select(row => row.Number)
            .FirstOrDefaultAsync(cancellation);

    private async Task<Dictionary<string, LocalText>> OfficesAsync(
        Case file, List<ReviewTask> tasks, CancellationToken cancellation)
    {
        var codes = tasks.Select(task => task.DepartmentCode)
            .Concat(file.Corrections.Select(asked => asked.RequestedBy)).Distinct().ToList();
        return await db.Departments.AsNoTracking()
            .Where(office => codes.Contains(office.Code))
            .ToDictionaryAsync(
                office => office.Code,
                office => new LocalText(office.NameZh, office.NameVi, office.NameEn),
                cancellation);
    }

    private async Task<List<CaseFileView>> FilesAsync(Guid caseId, CancellationToken cancellation) =>
        await db.CaseFiles.AsNoTracking()
            .Where(link => link.CaseId == caseId)
            .Join(db.Attachments, link => link.AttachmentId, file => file.Id, (link, file) =>
                new CaseFileView(link.Slot, file.Id, file.FileName, file.ContentType, file.Size, file.Sha256))
            .ToListAsync(cancellation);

    private static string? NameOf(Guid? actorId, string? name) =>
        actorId == Actor.System.UserId ? new Sentence("Actor.System").ToString() : name;

    private static LocalText NameOf(Dictionary<string, LocalText> offices, string code) =>
        offices.GetValueOrDefault(code) ?? new LocalText(code, code, code);

    private static JsonElement Read(string json, FormDefinition form, bool isOwn)
    {
        var values = JsonNode.Parse(json)!.AsObject();
        if (!isOwn)
        {
            foreach (var name in form.AllFields().Where(field => field.Type == "chineseId").Select(field => field.Name))
            {
                if (values[name]?.GetValueKind() == JsonValueKind.String)
                    values[name] = Masking.LastFour(values[name]!.GetValue<string>());
            }
        }

        return JsonSerializer.SerializeToElement(values);
    }
}
