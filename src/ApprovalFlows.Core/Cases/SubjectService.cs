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
    /// <param name="form">The form that may name a worker.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="applicant">In whose name.</param>
    /// <param name="caseId">The case that is corrected, if there is one.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="RuleViolation">
    /// Nobody is found, or somebody the applicant has nothing to do with: which of the two is not told.
    /// </exception>
    public async Task<CaseSubject> FindAsync(
        FormDefinition form, JsonObject values, Applicant applicant, Guid? caseId,
        CancellationToken cancellation = default)
    {
        if (form.FindWorkerField() is not { } field)
            return new CaseSubject(null, applicant.Enterprise);
        var given = values[field.Name]?.ToString();
        var worker = given is null ? applicant.Worker : await FindAsync(given, cancellation);
        if (worker is null || !(IsOf(worker, applicant)
            || (form.Admits(ApplicantKind.Host) && await IsGuestAsync(worker, given, applicant, caseId, cancellation))))
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

    // An agency acts for its clients; that it is licensed and empowered to is looked at before.
    private static bool IsOf(Worker worker, Applicant applicant) => applicant switch
    {
        { Worker: { } self } => self.Id == worker.Id,
        { IsAgency: true, Enterprise: { } agency } => worker.AgencyId == agency.Id,
        { Enterprise: { } enterprise } => worker.EnterpriseId == enterprise.Id,
        _ => false,
    };

    // A host has the pass of the guest in hand (出境入境管理法 §39), or registered him in this house before.
    private async Task<bool> IsGuestAsync(
        Worker worker, string? given, Applicant applicant, Guid? caseId, CancellationToken cancellation) =>
        applicant.Enterprise?.Id is { } host
        && await db.Certificates.AnyAsync(
            paper => paper.WorkerId == worker.Id
                && ((DocumentKinds.Contains(paper.Kind) && paper.Number == given)
                    || (paper.Kind == CertificateKinds.Residence
                        && db.Cases.Any(file => file.Id == paper.CaseId && file.EnterpriseId == host))
                    || db.Cases.Any(file => file.Id == caseId && file.WorkerId == worker.Id)),
            cancellation);
}
