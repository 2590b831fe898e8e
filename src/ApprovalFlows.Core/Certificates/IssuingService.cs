using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates;

public sealed class IssuingService(
    AppDbContext db,
    CaseService cases,
    NumberService numbers,
    DecisionInProgress decision,
    CurrentActor current,
    TimeProvider time)
{
    /// <exception cref="RuleViolation">The case is not approved and filed.</exception>
    public async Task<Certificate> IssueAsync(
        string instanceId, string kind, int monthsValid, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        file.MustAllowIssue();
        using var values = JsonDocument.Parse(file.Values);
        var certificate = new Certificate
        {
            Number = await NextNumberAsync(file.AreaCode[..6], kind, today.Year, cancellation),
            Kind = kind,
            CaseId = file.Id,
            EnterpriseId = file.EnterpriseId,
            HolderName = file.Applicant,
            HolderCode = values.RootElement.TextOf("unifiedSocialCreditCode") ?? "",
            IssuerDepartmentCode = decision.Task?.DepartmentCode ?? "",
            FilingNumber = file.FilingNumber!,
            IssuedAt = now,
            ValidFrom = today,
            ValidTo = LastDayOf(values.RootElement, today, monthsValid),
            Contents = file.Values,
        };
        db.Certificates.Add(certificate);
        file.Issue(current.Actor, certificate.Number, now);
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
