using System.Text.Json.Nodes;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Cases;

/// <summary>Finds the worker that an application is about, among those the applicant may apply for.</summary>
public sealed class SubjectService(AppDbContext db)
{
    /// <summary>The papers that say who somebody is.</summary>
    internal static readonly string[] DocumentKinds =
        [CertificateKinds.BorderPass, CertificateKinds.Passport, CertificateKinds.ExitEntryPermit];

    /// <summary>Writes the id of the worker in place of the number that was given.</summary>
    /// <exception cref="RuleViolation">Nobody is found, or somebody the applicant has nothing to do with.</exception>
    public async Task<CaseSubject> FindAsync(
        FormDefinition form, JsonObject values, Applicant applicant, CancellationToken cancellation = default)
    {
        if (form.FindWorkerField() is not { } field)
            return new CaseSubject(null, applicant.Enterprise);
        var worker = values[field.Name]?.ToString() is { } given
            ? await FindAsync(given, cancellation)
            : applicant.Worker;
        if (worker is null || !IsOf(worker, applicant, form))
            throw RuleViolation.Invalid(field.Name, "WorkerOfFormUnknown");
        values[field.Name] = worker.Id.ToString();
        var employer = worker.EnterpriseId is { } id ? await db.Enterprises.FindAsync([id], cancellation) : null;
        return new CaseSubject(worker, employer);
    }

    /// <summary>A worker by id, personal number or the number of a document.</summary>
    public async Task<Worker?> FindAsync(string given, CancellationToken cancellation = default)
    {
        var worker = Guid.TryParse(given, out var id)
            ? await db.Workers.FindAsync([id], cancellation)
            : await db.Workers.FirstOrDefaultAsync(
                row => row.PersonalNumber == given && row.MergedIntoId == null, cancellation);
        if (worker is null && await OfDocumentAsync(given, cancellation) is { } holder)
            worker = await db.Workers.FindAsync([holder], cancellation);
        return worker?.MergedIntoId is { } merged ? await db.Workers.FindAsync([merged], cancellation) : worker;
    }

    private Task<Guid?> OfDocumentAsync(string number, CancellationToken cancellation) =>
        db.Certificates.AsNoTracking()
            .Where(paper => DocumentKinds.Contains(paper.Kind) && paper.Number == number)
            .OrderByDescending(paper => paper.ValidTo)
            .Select(paper => paper.WorkerId)
            .FirstOrDefaultAsync(cancellation);

    // An agency brings a power of attorney, a host has the worker in the house; which workers they may name is for
    // the office to look at.
    private static bool IsOf(Worker worker, Applicant applicant, FormDefinition form) => applicant switch
    {
        { Worker: { } self } => self.Id == worker.Id,
        { IsAgency: true } => true,
        { Enterprise: not null } when form.Admits(ApplicantKind.Host) => true,
        { Enterprise: { } enterprise } => worker.EnterpriseId == enterprise.Id,
        _ => false,
    };
}
