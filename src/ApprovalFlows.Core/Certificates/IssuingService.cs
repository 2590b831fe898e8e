using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates;

/// <summary>
/// A paper of ours to be issued. The holder is the worker, or the enterprise where none is named; the case stays
/// as it is, the step of the flow that calls closes it.
/// </summary>
public sealed record IssueRequest(
    Case File,
    string Kind,
    Guid? WorkerId,
    Guid? EnterpriseId,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string Contents,
    string? AreaCodes = null,
    Guid? PreviousId = null,
    string? FilingNumber = null,
    Guid? AgentId = null);

public sealed class IssuingService(
    AppDbContext db,
    CaseService cases,
    NumberService numbers,
    PaperHolders holders,
    FormerPapers formers,
    DecisionInProgress decision,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>Issues the certificate of the applicant enterprise and closes the case with it.</summary>
    /// <exception cref="RuleViolation">The case is not approved and filed.</exception>
    public async Task<Certificate> IssueAsync(
        string instanceId, string kind, int monthsValid, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        file.MustAllowIssue();
        using var values = JsonDocument.Parse(file.Values);
        var holder = new PaperHolder(file.Applicant, values.RootElement.TextOf("unifiedSocialCreditCode") ?? "");
        var former = await formers.FindAsync(kind, values.RootElement, null, cancellation);
        var from = former?.Begin(today) ?? today;
        var lastDay = LastDayOf(values.RootElement, from, monthsValid);
        var request = new IssueRequest(
            file, kind, null, file.EnterpriseId, from, former?.End(lastDay) ?? lastDay, file.Values,
            PreviousId: former?.Paper.Id);
        var certificate = await AddAsync(request, holder, cancellation);
        former?.FollowBy(certificate, current.Actor, now);
        file.Issue(current.Actor, certificate.Number, now);
        return certificate;
    }

    /// <summary>Issues any paper of ours, of a worker or of an enterprise, in a case that is open.</summary>
    /// <exception cref="RuleViolation">The case is closed, or a firm's licence was not filed.</exception>
    public async Task<Certificate> IssueAsync(IssueRequest request, CancellationToken cancellation = default)
    {
        if (request.File.Status.IsClosed()) throw new RuleViolation("CaseClosed", request.File.Number);
        var kind = CertificateKinds.MustFind(request.Kind);
        if (!kind.IsNumbered) throw new RuleViolation("PaperOfOthers", kind.Name);
        if (kind.NeedsFiling) request.File.MustAllowIssue();
        if (request.ValidTo < request.ValidFrom)
            throw new RuleViolation("PaperEndsBeforeItBegins", request.ValidFrom, request.ValidTo);
        var holder = await holders.OfAsync(request.WorkerId, request.EnterpriseId, cancellation);
        return await AddAsync(request, holder, cancellation);
    }

    private async Task<Certificate> AddAsync(
        IssueRequest request, PaperHolder holder, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var file = request.File;
        var kind = CertificateKinds.MustFind(request.Kind);
        var certificate = new Certificate
        {
            Number = await NextNumberAsync(
                file.AreaCode[..6], request.Kind, ChinaTime.DateOf(now).Year, cancellation),
            Kind = request.Kind,
            CaseId = file.Id,
            EnterpriseId = request.EnterpriseId,
            WorkerId = request.WorkerId,
            AgentId = request.AgentId,
            HolderName = holder.Name,
            HolderCode = holder.Code,
            IssuerDepartmentCode = decision.Task?.DepartmentCode ?? kind.Issuer ?? "",
            FilingNumber = request.FilingNumber ?? file.FilingNumber,
            IssuedAt = now,
            ValidFrom = request.ValidFrom,
            ValidTo = request.ValidTo,
            Contents = request.Contents,
            AreaCodes = request.AreaCodes,
            PreviousId = request.PreviousId,
        };
        certificate.Note(
            Certificate.IssuedAct,
            new CertificateAct(current.Actor, request.ValidFrom, null, kind.Rule, now, file.Id));
        db.Certificates.Add(certificate);
        return certificate;
    }

    private async Task<string> NextNumberAsync(
        string area, string kind, int year, CancellationToken cancellation)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"certificate:{area}:{kind}:{year}");
        var serial = await numbers.NextAsync(series, cancellation);
        return CertificateNumber.Compose(area, kind, year, (int)serial);
    }

    // Validity is not stated by the plan; from the day of issue for at most a year, in step with the
    // annual assessment, and never beyond the period applied for.
    private static DateOnly LastDayOf(JsonElement values, DateOnly today, int monthsValid)
    {
        var longest = today.AddMonths(monthsValid).AddDays(-1);
        if (values.DateOf("periodEnd") is not { } end || end >= longest) return longest;
        return end >= today ? end : today;
    }
}
