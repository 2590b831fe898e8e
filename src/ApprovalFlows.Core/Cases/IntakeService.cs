using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Bookings;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases;

public sealed record IntakeRequest(
    string InstanceId, string Flow, string VersionId, int Version, string NumberPrefix, string Title);

public sealed record OpenedCase(Case Case, string? Route);

/// <summary>Values that passed the form, and what the case needs to know of them.</summary>
public sealed record CheckedValues(string Json, string Applicant, string AreaCode, string? Route)
{
    public Guid? EnterpriseId { get; init; }
    public Guid? WorkerId { get; init; }

    /// <summary>What is no reason to refuse, but has to be recorded.</summary>
    public IReadOnlyList<Sentence> Warnings { get; init; } = [];
}

/// <summary>Takes in applications: checks them against the form of their flow and opens the case.</summary>
public sealed class IntakeService(
    AppDbContext db,
    FlowService flows,
    ApplicantService applicants,
    SubjectService subjects,
    FactCheck facts,
    BookingService bookings,
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
        var opening = inProgress.Opening;
        var submission = inProgress.Submission;
        if (opening is null && submission is null)
            throw RuleViolation.NotFound("FlowTakesNoApplications", request.Flow);
        var now = time.GetUtcNow();
        var values = opening?.Values ?? await CheckAsync(request.VersionId, submission!, null, cancellation);
        var opened = new Case
        {
            Number = await NextNumberAsync(request.NumberPrefix, now, cancellation),
            Flow = request.Flow,
            FlowVersion = request.Version,
            FlowVersionId = request.VersionId,
            InstanceId = request.InstanceId,
            Title = request.Title,
            ApplicantUserId = opening?.ApplicantUserId ?? current.Actor.UserId,
            EnterpriseId = values.EnterpriseId,
            WorkerId = values.WorkerId,
            Applicant = values.Applicant,
            AreaCode = values.AreaCode,
            Region = "GX",
            Values = values.Json,
            SubmittedAt = now,
            ReceivedAt = now,
        };
        opened.Record(
            current.Actor, opening?.Action ?? "submitted", null,
            current.Actor.Applies ? "行政许可法 §29" : null, now);
        Warn(opened, values, now);
        await bookings.BookAsync(opened, cancellation);
        db.Cases.Add(opened);
        if (submission is not null) db.CaseFiles.AddRange(FilesOf(opened.Id, submission));
        inProgress.Case = opened;
        return new OpenedCase(opened, values.Route);
    }

    /// <exception cref="RuleViolation">Something in the form is wrong; its errors name the fields.</exception>
    public async Task<CheckedValues> CheckAsync(
        string versionId, Submission submission, Guid? caseId, CancellationToken cancellation = default)
    {
        var form = await flows.FormOfVersionAsync(versionId, cancellation);
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var applicant = await applicants.FindAsync(form, submission, today, cancellation);
        var files = await FindFilesAsync(submission, caseId, cancellation);
        var result = FormValidator.Validate(
            form, submission.Values, files, new FormContext(today) { Now = now });
        if (!result.IsValid)
            throw RuleViolation.Invalid(result.Errors.Keys.ToDictionary(key => key, key => result.Errors[key]));
        var subject = await subjects.FindAsync(form, result.Values, applicant, caseId, cancellation);
        var values = JsonSerializer.SerializeToElement(result.Values);
        var doubts = await facts.MustHoldAsync(
            form, values, subject, applicant.Enterprise is null, caseId, cancellation);
        return new CheckedValues(
            result.Values.ToJsonString(JsonText.Readable),
            values.TextOf("enterpriseName") ?? applicant.Enterprise?.Name ?? applicant.Worker!.NameLatin,
            values.TextOf("areaCode") ?? (form.Opener is null ? "" : applicant.Enterprise!.AreaCode),
            values.TextOf("route"))
        {
            EnterpriseId = applicant.Enterprise?.Id,
            WorkerId = subject.Worker?.Id,
            Warnings = [.. Sentences(result.Warnings), .. Sentences(doubts)],
        };
    }

    private static IEnumerable<Sentence> Sentences(FormErrors warnings) =>
        warnings.Keys.SelectMany(key => warnings[key]);

    // Late or doubtful, and taken all the same: whoever decides has to know.
    private static void Warn(Case file, CheckedValues values, DateTimeOffset now)
    {
        foreach (var warning in values.Warnings)
            file.Record(Actor.System, "warned", warning.In(TextResources.Chinese), null, now);
    }

    /// <summary>Makes exactly these files the files of the case.</summary>
    public async Task AttachAsync(
        Guid caseId, Submission submission, CancellationToken cancellation = default)
    {
        var wanted = FilesOf(caseId, submission).ToDictionary(file => (file.Slot, file.AttachmentId));
        // What an enterprise handed in as its answer is not the office's to take out.
        var had = await db.CaseFiles
            .Where(file => file.CaseId == caseId && !EnterpriseAnswers.Slots.Contains(file.Slot))
            .ToListAsync(cancellation);
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

    /// <summary>The files by slot: those the actor uploaded, and those that the case has already.</summary>
    /// <exception cref="RuleViolation">They are too many, or one is somebody else's.</exception>
    public async Task<Dictionary<string, IReadOnlyList<FormAttachment>>> FindFilesAsync(
        Submission submission, Guid? caseId, CancellationToken cancellation = default)
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

    private async Task<string> NextNumberAsync(
        string prefix, DateTimeOffset now, CancellationToken cancellation)
    {
        var year = ChinaTime.DateOf(now).Year;
        var series = string.Create(CultureInfo.InvariantCulture, $"{SeriesPrefix}{prefix}:{year}");
        var serial = await numbers.NextAsync(series, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}-{serial:D6}");
    }
}
