using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

public sealed record IntakeRequest(
    string InstanceId, string Flow, string VersionId, int Version, string NumberPrefix, string Title);

public sealed record OpenedCase(Case Case, string? Route);

/// <summary>Values that passed the form, and what the case needs to know of them.</summary>
public sealed record CheckedValues(string Json, string Applicant, string AreaCode, string? Route);

/// <summary>Takes in applications: checks them against the form of their flow and opens the case.</summary>
public sealed class IntakeService(
    AppDbContext db,
    FlowService flows,
    NumberService numbers,
    SubmissionInProgress inProgress,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>Begins the key of every series of case numbers.</summary>
    public const string SeriesPrefix = "case:";

    public async Task<OpenedCase> OpenAsync(
        IntakeRequest request, CancellationToken cancellation = default)
    {
        var submission = inProgress.Submission
            ?? throw RuleViolation.NotFound("FlowTakesNoApplications", request.Flow);
        var now = time.GetUtcNow();
        var enterprise = await FindEnterpriseAsync(ChinaTime.DateOf(now), cancellation);
        var values = await CheckAsync(request.VersionId, submission, null, cancellation);
        var opened = new Case
        {
            Number = await NextNumberAsync(request.NumberPrefix, now, cancellation),
            Flow = request.Flow,
            FlowVersion = request.Version,
            FlowVersionId = request.VersionId,
            InstanceId = request.InstanceId,
            Title = request.Title,
            ApplicantUserId = current.Actor.UserId,
            EnterpriseId = enterprise.Id,
            Applicant = values.Applicant,
            AreaCode = values.AreaCode,
            Region = "GX",
            Values = values.Json,
            SubmittedAt = now,
            ReceivedAt = now,
        };
        opened.Record(current.Actor, "submitted", null, "行政许可法 §29", now);
        db.Cases.Add(opened);
        db.CaseFiles.AddRange(FilesOf(opened.Id, submission));
        inProgress.Case = opened;
        return new OpenedCase(opened, values.Route);
    }

    /// <exception cref="RuleViolation">Something in the form is wrong; its errors name the fields.</exception>
    public async Task<CheckedValues> CheckAsync(
        string versionId, Submission submission, Guid? caseId, CancellationToken cancellation = default)
    {
        var form = await flows.FormOfVersionAsync(versionId, cancellation);
        var files = await FindFilesAsync(submission, caseId, cancellation);
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var result = FormValidator.Validate(form, submission.Values, files, new FormContext(today));
        if (!result.IsValid)
            throw RuleViolation.Invalid(result.Errors.Keys.ToDictionary(key => key, key => result.Errors[key]));
        var values = JsonSerializer.SerializeToElement(result.Values);
        return new CheckedValues(
            result.Values.ToJsonString(JsonText.Readable),
            values.TextOf("enterpriseName") ?? current.Actor.DisplayName,
            values.TextOf("areaCode") ?? "",
            values.TextOf("route"));
    }

    /// <summary>Makes exactly these files the files of the case.</summary>
    public async Task AttachAsync(
        Guid caseId, Submission submission, CancellationToken cancellation = default)
    {
        var wanted = FilesOf(caseId, submission).ToDictionary(file => (file.Slot, file.AttachmentId));
        var had = await db.CaseFiles.Where(file => file.CaseId == caseId).ToListAsync(cancellation);
        db.CaseFiles.RemoveRange(had.Where(file => !wanted.Remove((file.Slot, file.AttachmentId))));
        db.CaseFiles.AddRange(wanted.Values);
    }

    private static IEnumerable<CaseFile> FilesOf(Guid caseId, Submission submission) =>
        submission.Attachments
            .SelectMany(pair => pair.Value.Distinct().Select(id => new CaseFile
            {
                CaseId = caseId,
                Slot = pair.Key,
                AttachmentId = id,
            }));

    private async Task<Dictionary<string, IReadOnlyList<FormAttachment>>> FindFilesAsync(
        Submission submission, Guid? caseId, CancellationToken cancellation)
    {
        var ids = submission.Attachments.SelectMany(pair => pair.Value).Distinct().ToList();
        if (ids.Count > AttachmentLimits.MaxPerCase)
            throw RuleViolation.Invalid("attachments", "TooManyAttachments", AttachmentLimits.MaxPerCase);
        var found = await db.Attachments.AsNoTracking()
            .Where(file => ids.Contains(file.Id)
                && (file.UploadedById == current.Actor.UserId
                    || db.CaseFiles.Any(link => link.AttachmentId == file.Id && link.CaseId == caseId)))
            .ToDictionaryAsync(file => file.Id, cancellation);
        var files = new Dictionary<string, IReadOnlyList<FormAttachment>>();
        foreach (var (slot, wanted) in submission.Attachments)
        {
            if (wanted.Any(id => !found.ContainsKey(id)))
                throw RuleViolation.Invalid($"attachments.{slot}", "AttachmentUnknown");
            files[slot] = [.. wanted.Select(id => new FormAttachment(id.ToString(), found[id].FileName))];
        }

        return files;
    }

    private async Task<Enterprise> FindEnterpriseAsync(DateOnly today, CancellationToken cancellation)
    {
        var enterprise = current.Actor.EnterpriseId is { } id
            ? await db.Enterprises.FindAsync([id], cancellation)
            : null;
        if (enterprise is null) throw RuleViolation.Forbidden("ApplicantWithoutEnterprise");
        if (!enterprise.IsPilotOn(today)) throw new RuleViolation("EnterpriseNotOnPilotList", enterprise.Name);
        return enterprise;
    }

    private async Task<string> NextNumberAsync(
        string prefix, DateTimeOffset now, CancellationToken cancellation)
    {
        var year = ChinaTime.DateOf(now).Year;
        var series = string.Create(CultureInfo.InvariantCulture, $"{SeriesPrefix}{prefix}:{year}");
        var serial = await numbers.NextAsync(series, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}-{serial:D6}");
    }
}
