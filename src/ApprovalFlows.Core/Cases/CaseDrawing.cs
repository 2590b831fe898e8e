using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases;

/// <summary>Turns the facts of a case into what its reader sees.</summary>
internal sealed class CaseDrawing(CaseFacts facts, CaseClock clock)
{
    public CaseView Draw() => new()
    {
        Id = facts.File.Id,
        Number = facts.File.Number,
        Flow = facts.File.Flow,
        FlowVersion = facts.File.FlowVersion,
        FlowVersionId = facts.File.FlowVersionId,
        Title = facts.File.Title,
        Status = facts.File.Status,
        Applicant = facts.File.Applicant,
        IsOwn = facts.IsOwn,
        Values = Read(facts.File.Values),
        Files = facts.Files,
        // What colleagues advise each other decides nothing, and is no part of what the applicant is told.
        Steps = [.. facts.Tasks.Where(task => !task.IsAdvice).Select(Step)],
        Corrections = [.. facts.File.Corrections.OrderBy(asked => asked.RequestedAt).Select(Correction)],
        History = [.. facts.File.Audit.OrderBy(entry => entry.Sequence).Select(entry => new HistoryEntry(
            entry.Sequence,
            entry.At,
            NameOf(entry.ActorId, entry.ActorName)!,
            entry.Action,
            entry.Reason,
            entry.Rule))],
        SubmittedAt = facts.File.SubmittedAt,
        AcceptedAt = facts.File.AcceptedAt,
        IsDeemedAccepted = facts.File.IsDeemedAccepted,
        FilingNumber = facts.File.FilingNumber,
        DecidedAt = facts.File.DecidedAt,
        ClosedAt = facts.File.ClosedAt,
        ClosingReason = facts.File.ClosingReason,
        Remedy = facts.Form.RefusalIsFinal is not true
            && facts.File.Status is (CaseStatus.Refused or CaseStatus.NotAccepted)
            ? new Sentence("RemedyClause")
            : null,
        ExtensionDays = facts.File.ExtensionDays,
        ExtensionReason = facts.File.ExtensionReason,
        CertificateNumber = facts.CertificateNumber,
        Revision = facts.File.Revision,
    };

    private StepView Step(ReviewTask task) => new()
    {
        TaskId = task.Id,
        StepId = task.StepId,
        Name = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
        DepartmentCode = task.DepartmentCode,
        Department = facts.OfficeName(task.DepartmentCode),
        Status = task.Status switch
        {
            ReviewTaskStatus.Open or ReviewTaskStatus.Waiting => "open",
            ReviewTaskStatus.Decided => "done",
            _ => "closed",
        },
        StartedAt = task.CreatedAt,
        DueAt = task.DueAt,
        Deadline = clock.Of(facts.File, task),
        RoundId = task.RoundId,
        Closing = task.Closing,
        Outcome = task.Status == ReviewTaskStatus.Closed ? null : task.Outcome,
        Opinion = task.Opinion,
        Actor = NameOf(task.DecidedById, task.DecidedByName),
        IsDeemed = task.IsDeemed,
        FinishedAt = task.FinishedAt,
    };

    private CorrectionView Correction(Correction asked) => new(
        asked.RequestedAt,
        facts.OfficeName(asked.RequestedBy),
        asked.Opinion,
        asked.Items,
        Read(asked.ValuesBefore),
        asked.ResubmittedAt);

    private static string? NameOf(Guid? actorId, string? name) =>
        actorId == Actor.System.UserId
            ? new Sentence(name == Actor.Anonymous.DisplayName ? "Actor.Anonymous" : "Actor.System").ToString()
        : name is null ? null : Signature.Shown(name);

    private JsonElement Read(string json)
    {
        var values = JsonNode.Parse(json)!.AsObject();
        if (facts.IsOwn) return JsonSerializer.SerializeToElement(values);
        foreach (var field in facts.Form.AllFields().Where(field => field.Type == "chineseId"))
        {
            if (values[field.Name]?.GetValueKind() == JsonValueKind.String)
                values[field.Name] = Masking.LastFour(values[field.Name]!.GetValue<string>());
        }

        if (!facts.IsConcerned)
            foreach (var field in facts.Form.AllFields().Where(field => field.Sensitive is true))
                values.Remove(field.Name);
        return JsonSerializer.SerializeToElement(values);
    }
}
