using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Certificates;

/// <summary>What anybody may know of a certificate, and nothing else.</summary>
public sealed record CertificateCheck(
    string Number,
    string Kind,
    LocalText KindName,
    string Holder,
    LocalText Issuer,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    CertificateState Status,
    Sentence? HeldBecause);

public sealed record CertificateView(
    Certificate Certificate, LocalText KindName, LocalText Issuer, CertificateState Status, string? CaseNumber)
{
    /// <summary>What holds it up; asked for where one certificate is shown, not in lists.</summary>
    public IReadOnlyList<PaperCause> Causes { get; init; } = [];

    /// <summary>Of a worker's paper: for whom it was issued.</summary>
    public string? EmployerName { get; init; }

    /// <summary>What the reader may do to it today, as the nouns of <see cref="LifeActs"/>.</summary>
    public IReadOnlyList<string> OpenActs { get; init; } = [];
}

public sealed class CertificateService(
    AppDbContext db, CascadeService cascade, CurrentActor current, TimeProvider time)
{
    /// <summary>For the public. Null when there is no such certificate or the number is mistyped.</summary>
    public async Task<CertificateCheck?> VerifyAsync(
        string number, CancellationToken cancellation = default)
    {
        var found = await FindAsync(db.Certificates, number, cancellation);
        if (found is null) return null;
        var paper = found.Certificate;
        return new CertificateCheck(
            paper.Number,
            paper.Kind,
            found.KindName,
            paper.WorkerId is null ? paper.HolderName : Masking.Name(paper.HolderName),
            found.Issuer,
            paper.ValidFrom,
            paper.ValidTo,
            found.Status,
            found.Causes.Count > 0 ? HeldText.Of(found.Causes[0]) : null);
    }

    /// <summary>For the holder, the offices that handled it, and the auditor.</summary>
    public async Task<CertificateView> ShowAsync(
        string number, CancellationToken cancellation = default) =>
        await FindAsync(Visible().Include(paper => paper.Entries), number, cancellation)
        ?? throw RuleViolation.NotFound("CertificateUnknown", number);

    public async Task<Paged<CertificateView>> ListOwnAsync(
        int page, int pageSize, CancellationToken cancellation = default)
    {
        var today = Today();
        var own = db.Certificates.AsNoTracking().Where(row => row.EnterpriseId != null
            && row.EnterpriseId == current.Actor.EnterpriseId && row.WorkerId == null);
        var rows = await View(own.OrderByDescending(row => row.IssuedAt))
            .ToPageAsync(page, pageSize, cancellation);
        return new Paged<CertificateView>(
            [.. rows.Items.Select(row => row.On(today))], rows.TotalCount, rows.Page, rows.PageSize);
    }

    private IQueryable<Certificate> Visible()
    {
        var actor = current.Actor;
        if (actor.IsIn(Roles.Auditor)) return db.Certificates;
        var departments = actor.Posts.Select(held => held.Department).Distinct().ToList();
        var kept = CertificateKinds.KeptBy(departments);
        return db.Certificates.Where(row =>
            kept.Contains(row.Kind)
            || (actor.WorkerId != null && row.WorkerId == actor.WorkerId)
            || (actor.EnterpriseId != null && row.EnterpriseId == actor.EnterpriseId)
            || db.ReviewTasks.Any(task =>
                task.CaseId == row.CaseId && departments.Contains(task.DepartmentCode)));
    }

    private async Task<CertificateView?> FindAsync(
        IQueryable<Certificate> among, string number, CancellationToken cancellation)
    {
        var wanted = number.Trim().ToUpperInvariant();
        if (!CertificateNumber.Check(wanted).IsValid) return null;
        var row = await View(among.AsNoTracking().Where(paper => paper.Number == wanted))
            .FirstOrDefaultAsync(cancellation);
        if (row is null) return null;
        var standing = await cascade.StandingAsync(row.Paper, Today(), cancellation);
        var employer = row.Paper.WorkerId is null
            ? null
            : await db.Enterprises.Where(firm => firm.Id == row.Paper.EnterpriseId)
                .Select(firm => firm.Name).FirstOrDefaultAsync(cancellation);
        return row.On(Today()) with
        {
            Status = standing.State,
            Causes = standing.Causes,
            EmployerName = employer,
            OpenActs = LifeActs.Open(
                row.Paper, LifeRights.MayKeep(current.Actor, row.Paper),
                LifeRights.IsHolder(current.Actor, row.Paper), Today()),
        };
    }

    private IQueryable<Row> View(IQueryable<Certificate> papers) =>
        from paper in papers.Include(paper => paper.Suspensions)
        join office in db.Departments on paper.IssuerDepartmentCode equals office.Code
        join file in db.Cases on paper.CaseId equals (Guid?)file.Id into files
        from file in files.DefaultIfEmpty()
        select new Row(paper, office, file == null ? null : file.Number);

    private DateOnly Today() => ChinaTime.DateOf(time.GetUtcNow());

    private sealed record Row(Certificate Paper, Department Issuer, string? CaseNumber)
    {
        public CertificateView On(DateOnly day) => new(
            Paper, CertificateKinds.NameOf(Paper.Kind), new LocalText(Issuer.NameZh, Issuer.NameVi, Issuer.NameEn),
            Paper.StateOn(day), CaseNumber);
    }
}
