using System.Text.Json;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// Looks up in the registers what a form takes for granted: when the application comes, and once more in the
/// moment of the decision, since papers end in between.
/// </summary>
public sealed class FactCheck(AppDbContext db, FlowService flows, TimeProvider time)
{
    /// <returns>What the applicant should look at again.</returns>
    /// <exception cref="RuleViolation">Something is not so; its errors name the fields.</exception>
    public async Task<FormErrors> MustHoldAsync(
        FormDefinition form, JsonElement values, CaseSubject subject, bool isOwn, Guid? caseId,
        CancellationToken cancellation = default)
    {
        var question = new Question(form, values, subject, isOwn, caseId, IsDecision: false);
        var (errors, warnings) = await RunAsync(question, cancellation);
        if (!errors.IsEmpty) throw RuleViolation.Invalid(errors.Keys.ToDictionary(key => key, key => errors[key]));
        return warnings;
    }

    /// <exception cref="RuleViolation">Something is no longer so.</exception>
    public async Task MustStillHoldAsync(Case file, CancellationToken cancellation = default)
    {
        var form = await flows.FormOfVersionAsync(file.FlowVersionId, cancellation);
        if (form.Facts is not { Count: > 0 }) return;
        using var values = JsonDocument.Parse(file.Values);
        var subject = await SubjectOfAsync(file, cancellation);
        var question = new Question(
            form, values.RootElement, subject, file.EnterpriseId is null, file.Id, IsDecision: true);
        var (errors, _) = await RunAsync(question, cancellation);
        if (!errors.IsEmpty)
            throw RuleViolation.Because("FactsChanged", [.. errors.Keys.SelectMany(key => errors[key])]);
    }

    /// <summary>The worker of a case and the present employer; the applicant where it names no worker.</summary>
    public async Task<CaseSubject> SubjectOfAsync(Case file, CancellationToken cancellation = default)
    {
        var worker = file.WorkerId is { } id ? await db.Workers.FindAsync([id], cancellation) : null;
        var firm = worker is null ? file.EnterpriseId : worker.EnterpriseId;
        var employer = firm is { } of ? await db.Enterprises.FindAsync([of], cancellation) : null;
        return new CaseSubject(worker, employer);
    }

    private async Task<(FormErrors Errors, FormErrors Warnings)> RunAsync(
        Question question, CancellationToken cancellation)
    {
        var (errors, warnings) = (new FormErrors(), new FormErrors());
        foreach (var rule in question.Form.Facts ?? [])
        {
            if (FactRules.Find(rule.Kind) is not { } kind || (question.IsDecision && !kind.AtDecision)) continue;
            var input = new FactInput
            {
                Rule = rule,
                Db = db,
                Form = question.Form,
                Values = question.Values,
                Subject = question.Subject,
                IsOwn = question.IsOwn,
                CaseId = question.CaseId,
                IsDecision = question.IsDecision,
                Today = ChinaTime.DateOf(time.GetUtcNow()),
                Errors = errors,
                Warnings = warnings,
            };
            await kind.ApplyAsync(input, cancellation);
        }

        return (errors, warnings);
    }

    private sealed record Question(
        FormDefinition Form, JsonElement Values, CaseSubject Subject, bool IsOwn, Guid? CaseId, bool IsDecision);
}
