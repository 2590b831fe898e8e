using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>Finds out in whose name somebody applies, and whether the form admits that.</summary>
public sealed class ApplicantService(AppDbContext db, CurrentActor current)
{
    /// <summary>Slot for the power of attorney that an agency hands in (行政许可法 §29).</summary>
    public const string PowerOfAttorney = "powerOfAttorney";

    /// <summary>As what the reader applies; none for one who does not.</summary>
    public async Task<IReadOnlyList<ApplicantKind>> KindsAsync(CancellationToken cancellation = default)
    {
        if (!current.Actor.Applies) return [];
        if (current.Actor.WorkerId is not null) return [ApplicantKind.Worker];
        var kind = await db.Enterprises.Where(row => row.Id == current.Actor.EnterpriseId)
            .Select(row => row.Kind).FirstOrDefaultAsync(cancellation);
        return kind is null ? []
            : [EnterpriseKinds.IsAgency(kind) ? ApplicantKind.Agency : ApplicantKind.Enterprise, ApplicantKind.Host];
    }

    /// <exception cref="RuleViolation">It is for applicants, or for the post that opens such cases.</exception>
    public void MustFillIn(FormDefinition form)
    {
        if (form.Opener is not { } opener)
        {
            if (!current.Actor.Applies) throw RuleViolation.Forbidden("OnlyApplicantsApply");
        }
        else if (!current.Actor.Holds(opener.Department, opener.Post))
        {
            throw RuleViolation.Forbidden("OnlyTheOfficeOpens", form.Title);
        }
    }

    /// <exception cref="RuleViolation">The person may not apply here.</exception>
    public async Task<Applicant> FindAsync(
        FormDefinition form, Submission submission, DateOnly today, CancellationToken cancellation = default)
    {
        if (form.Opener is not null) return await OfOfficeAsync(form, submission, cancellation);
        if (current.Actor.WorkerId is { } worker) return await OfWorkerAsync(form, worker, cancellation);
        var enterprise = current.Actor.EnterpriseId is { } id
            ? await db.Enterprises.FindAsync([id], cancellation)
            : null;
        if (enterprise is null) throw RuleViolation.Forbidden("ApplicantWithoutEnterprise");
        var applicant = new Applicant(enterprise, null);
        if (form.Admits(ApplicantKind.Host)) return applicant;
        if (applicant.IsAgency && form.Applicants is not null)
            await MustBeAdmittedAgencyAsync(form, submission, enterprise, today, cancellation);
        else
            MustBeAdmittedEnterprise(form, enterprise, today);
        return applicant;
    }

    // The case is about the enterprise, which need not be on the pilot list any more.
    private async Task<Applicant> OfOfficeAsync(
        FormDefinition form, Submission submission, CancellationToken cancellation)
    {
        MustFillIn(form);
        var code = submission.Values.TextOf(FormOpener.EnterpriseField)?.Trim().ToUpperInvariant();
        var firm = await db.Enterprises.FirstOrDefaultAsync(
            row => row.UnifiedSocialCreditCode == code, cancellation);
        return firm is null
            ? throw RuleViolation.Invalid(FormOpener.EnterpriseField, "EnterpriseOfCodeUnknown")
            : new Applicant(firm, null);
    }

    private async Task<Applicant> OfWorkerAsync(
        FormDefinition form, Guid worker, CancellationToken cancellation)
    {
        if (!form.Admits(ApplicantKind.Worker)) throw RuleViolation.Forbidden("WorkersDoNotApply", form.Title);
        var found = await db.Workers.FindAsync([worker], cancellation)
            ?? throw RuleViolation.NotFound("WorkerOfFormUnknown");
        return new Applicant(null, found);
    }

    private static void MustBeAdmittedEnterprise(FormDefinition form, Enterprise enterprise, DateOnly today)
    {
        if (!form.Admits(ApplicantKind.Enterprise)) throw RuleViolation.Forbidden("EnterprisesDoNotApply", form.Title);
        if (!enterprise.IsPilotOn(today)) throw new RuleViolation("EnterpriseNotOnPilotList", enterprise.Name);
    }

    private async Task MustBeAdmittedAgencyAsync(
        FormDefinition form, Submission submission, Enterprise agency, DateOnly today, CancellationToken cancellation)
    {
        if (!form.Admits(ApplicantKind.Agency)) throw RuleViolation.Forbidden("AgenciesDoNotApply", form.Title);
        if (form.AgencyService is not { } service) return;
        if (!await IsLicensedAsync(agency.Id, service, today, cancellation))
            throw new RuleViolation("AgencyNotLicensed", agency.Name, LicensedServices.NameOf(service));
        if (submission.Attachments.GetValueOrDefault(PowerOfAttorney) is not { Count: > 0 })
            throw RuleViolation.Invalid($"attachments.{PowerOfAttorney}", "PowerOfAttorneyNeeded");
    }

    private async Task<bool> IsLicensedAsync(
        Guid agency, string service, DateOnly today, CancellationToken cancellation)
    {
        var licences = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.EnterpriseId == agency && paper.Kind == CertificateKinds.LabourService)
            .ToListAsync(cancellation);
        return licences.Exists(paper =>
            paper.StateOn(today) == CertificateState.Valid && LicensedServices.Of(paper).Contains(service));
    }
}
