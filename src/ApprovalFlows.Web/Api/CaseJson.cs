using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Web.Api;

/// <summary>Cases as the outer contract shows them, in the caller's language.</summary>
public static class CaseJson
{
    public static object Of(CaseView file)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new
        {
            caseNumber = file.Number,
            file.Flow,
            file.FlowVersion,
            file.Title,
            status = JsonNames.Camel(file.Status),
            file.Applicant,
            file.Values,
            attachments = file.Files.GroupBy(attached => attached.Slot).ToDictionary(
                slot => slot.Key,
                slot => slot.Select(attached => new { attached.Id, attached.FileName, attached.Size })),
            steps = file.Steps.Select(step => Step(step, culture)),
            corrections = file.Corrections.Select(asked => new
            {
                requestedAt = ChinaTime.Of(asked.RequestedAt),
                requestedBy = asked.RequestedBy.In(culture),
                asked.Opinion,
                items = asked.Items.Select(item => new { item.Field, item.Reason }),
                resubmittedAt = Local(asked.ResubmittedAt),
            }),
            history = file.History.Select(entry => new
            {
                entry.Sequence,
                at = ChinaTime.Of(entry.At),
                entry.Actor,
                entry.Action,
                entry.Reason,
                entry.Rule,
            }),
            submittedAt = ChinaTime.Of(file.SubmittedAt),
            acceptedAt = Local(file.AcceptedAt),
            deemedAccepted = file.IsDeemedAccepted,
            decidedAt = Local(file.DecidedAt),
            closedAt = Local(file.ClosedAt),
            reason = file.ClosingReason,
            remedy = file.Remedy?.In(culture),
            file.FilingNumber,
            file.ExtensionDays,
            file.ExtensionReason,
            certificate = file.CertificateNumber is null
                ? null
                : new { number = file.CertificateNumber, url = $"/api/certificates/{file.CertificateNumber}" },
            file.Revision,
        };
    }

    public static object Of(Paged<CaseListItem> page)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new
        {
            items = page.Items.Select(file => new
            {
                caseNumber = file.Number,
                file.Flow,
                file.Title,
                status = JsonNames.Camel(file.Status),
                file.Applicant,
                submittedAt = ChinaTime.Of(file.SubmittedAt),
                step = file.CurrentStep?.In(culture),
                department = file.CurrentDepartment?.In(culture),
                dueAt = Local(file.DueAt),
                certificate = file.CertificateNumber,
            }),
            page.TotalCount,
            page.Page,
            page.PageSize,
        };
    }

    public static DateTimeOffset? Local(DateTimeOffset? instant) =>
        instant is { } known ? ChinaTime.Of(known) : null;

    private static object Step(StepView step, CultureInfo culture) => new
    {
        id = step.StepId,
        taskId = step.TaskId,
        name = step.Name.In(culture),
        department = step.Department.In(culture),
        step.DepartmentCode,
        step.Status,
        startedAt = ChinaTime.Of(step.StartedAt),
        dueAt = Local(step.DueAt),
        dueAtExplanation = step.Deadline?.Explain(culture),
        provisional = step.Deadline?.Provisional ?? false,
        step.Outcome,
        step.Opinion,
        step.Actor,
        closing = step.Closing?.In(culture),
        deemed = step.IsDeemed,
        finishedAt = Local(step.FinishedAt),
    };
}
