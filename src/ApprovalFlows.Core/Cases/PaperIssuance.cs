using System.Text.Json;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>
/// Issues the paper that an approved case is about, for the days its kind is good for, and closes the case.
/// </summary>
public sealed class PaperIssuance(
    AppDbContext db, CaseService cases, FactCheck facts, IssuingService issuing, PaperEnds ends,
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
        var (from, to) = await TermAsync(kind, values, subject, monthsValid, cancellation);
        var previous = await PreviousAsync(kind, values, cancellation);
        var isOfWorker = CertificateKinds.MustFind(kind).Holder == HolderKind.Worker;
        var paper = await issuing.IssueAsync(
            new IssueRequest(
                file, kind, isOfWorker ? file.WorkerId : null,
                isOfWorker ? subject.Employer?.Id : file.EnterpriseId, from, to,
                ContentsOf(kind, file), AreasOf(kind, values), previous?.Id),
            cancellation);
        if (previous is not null && values.TextOf(PreviousFact.Matter) != "renewal")
            previous.ReplaceBy(paper, new CertificateAct(current.Actor, from, null, null, now, file.Id));
        if (kind == CertificateKinds.WorkerPermit) TakePlace(subject, values);
        file.Issue(current.Actor, paper.Number, now);
        return paper;
    }

    private async Task<(DateOnly From, DateOnly To)> TermAsync(
        string kind, JsonElement values, CaseSubject subject, int months, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var from = kind == CertificateKinds.Agreement ? values.DateOf("periodStart") ?? today : today;
        if (values.DateOf("periodStart") is { } start && start > from) from = start;
        var to = kind switch
        {
            CertificateKinds.Stay => LastDayOfStay(values, today),
            CertificateKinds.Residence => values.DateOf("until") ?? today,
            CertificateKinds.WorkerPermit => await ends.OfAsync(subject, values, cancellation),
            CertificateKinds.Agreement => values.DateOf("periodEnd") ?? today,
            _ => from.AddMonths(months).AddDays(-1),
        };
        if (values.DateOf("periodEnd") is { } end && end < to) to = end;
        return (from, to < from ? from : to);
    }

    // D§5: at most 180 days, counted from the day after entry; what was asked for may be less.
    private static DateOnly LastDayOfStay(JsonElement values, DateOnly today)
    {
        var entry = values.TextOf("entryTime") is { } text && DateTimeField.Parse(text) is { } moment
            ? ChinaTime.DateOf(moment)
            : today;
        var days = values.TryGetProperty("stayDays", out var asked) && asked.TryGetInt32(out var number)
            ? number
            : StayPeriod.MaxDays;
        return StayPeriod.LastDay(entry, entry.AddDays(days));
    }

    private async Task<Certificate?> PreviousAsync(
        string kind, JsonElement values, CancellationToken cancellation) =>
        values.TextOf(PreviousFact.Matter) is { } matter and not PreviousFact.New
        && values.TextOf("previousNumber") is { } number && matter.Length > 0
            ? await db.Certificates.Include(paper => paper.Suspensions)
                .FirstOrDefaultAsync(paper => paper.Kind == kind && paper.Number == number, cancellation)
            : null;

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
