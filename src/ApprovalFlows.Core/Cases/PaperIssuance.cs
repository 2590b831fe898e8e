using System.Text.Json;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// Issues the paper that an approved case is about, for the days its kind is good for, and closes the case.
/// </summary>
public sealed class PaperIssuance(
    CaseService cases, FactCheck facts, IssuingService issuing, FormerPapers formers, PaperEnds ends,
    CurrentActor current, TimeProvider time)
{
    /// <param name="instanceId">The flow that runs.</param>
    /// <param name="kind">Two letters.</param>
    /// <param name="monthsValid">How long it is good at most, where its kind has no rule of its own.</param>
    /// <param name="cancellation">Ends the issuing.</param>
    public async Task<Certificate> IssueAsync(
        string instanceId, string kind, int monthsValid, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        file.MustAllowIssue();
        using var document = JsonDocument.Parse(file.Values);
        var values = document.RootElement;
        var subject = await facts.SubjectOfAsync(file, cancellation);
        var former = await formers.FindAsync(kind, values, file.WorkerId, cancellation);
        var (from, to) = await TermAsync(kind, values, subject, monthsValid, former, cancellation);
        var isOfWorker = CertificateKinds.MustFind(kind).Holder == HolderKind.Worker;
        var paper = await issuing.IssueAsync(
            new IssueRequest(
                file, kind, isOfWorker ? file.WorkerId : null,
                isOfWorker ? subject.Employer?.Id : file.EnterpriseId, from, to,
                ContentsOf(kind, file), AreasOf(kind, values), former?.Paper.Id),
            cancellation);
        former?.FollowBy(paper, current.Actor, now);
        if (kind == CertificateKinds.WorkerPermit) TakePlace(subject, values);
        file.Issue(current.Actor, paper.Number, now);
        return paper;
    }

    private async Task<(DateOnly From, DateOnly To)> TermAsync(
        string kind, JsonElement values, CaseSubject subject, int months, FormerPaper? former,
        CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var from = kind == CertificateKinds.Agreement ? values.DateOf("periodStart") ?? today : today;
        if (values.DateOf("periodStart") is { } start && start > from) from = start;
        from = former?.Begin(from) ?? from;
        var to = kind switch
        {
            CertificateKinds.Stay => LastDayOfStay(values, former?.Paper, today),
            CertificateKinds.Residence => values.DateOf("until") ?? today,
            CertificateKinds.WorkerPermit => await ends.OfAsync(subject, values, cancellation),
            CertificateKinds.Agreement => values.DateOf("periodEnd") ?? today,
            _ => from.AddMonths(months).AddDays(-1),
        };
        if (values.DateOf("periodEnd") is { } end && end < to) to = end;
        to = former?.End(to) ?? to;
        // What cannot follow its former by a day is not issued; a new paper is good for its first day at least.
        return (from, former is null && to < from ? from : to);
    }

    // D§5: at most 180 days, counted from the day after entry; what was asked for may be less.
    private static DateOnly LastDayOfStay(JsonElement values, Certificate? former, DateOnly today)
    {
        var entry = former is null ? FormerPaper.EntryIn(values) ?? today : FormerPaper.EntryOf(former);
        var days = values.TryGetProperty("stayDays", out var asked) && asked.TryGetInt32(out var number)
            ? number
            : StayPeriod.MaxDays;
        return StayPeriod.LastDay(entry, entry.AddDays(days));
    }

    // A health certificate says that its holder is fit, and nothing of what was declared or found.
    private static string ContentsOf(string kind, Case file) =>
        kind == CertificateKinds.Health ? "{\"conclusion\":\"fit\"}" : file.Values;

    private static string? AreasOf(string kind, JsonElement values) =>
        kind is CertificateKinds.WorkerPermit or CertificateKinds.Stay ? values.TextOf("areaCode") : null;

    private static void TakePlace(CaseSubject subject, JsonElement values)
    {
        if (subject.Worker is not { } worker) return;
        worker.WorkAreaCode = values.TextOf("areaCode") ?? worker.WorkAreaCode;
        worker.PostCode = values.TextOf("postCode") ?? worker.PostCode;
        worker.Mode = values.TextOf("mode") == "commuter" ? Workers.WorkerMode.Commuter : Workers.WorkerMode.Resident;
        worker.Revision++;
    }
}
