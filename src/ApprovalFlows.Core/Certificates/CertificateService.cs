using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
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
    CertificateState Status);

public sealed record CertificateView(
    Certificate Certificate, LocalText KindName, LocalText Issuer, CertificateState Status, string CaseNumber);

public sealed class CertificateService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    /// <summary>For the public. Null when there is no such certificate or the number is mistyped.</summary>
    public async Task<CertificateCheck?> VerifyAsync(
        string number, CancellationToken cancellation = default)
    {
        var found = await FindAsync(db.Certificates, number, cancellation);
        return found is null
            ? null
            : new CertificateCheck(
                found.Certificate.Number,
                found.Certificate.Kind,
                found.KindName,
                found.Certificate.HolderName,
                found.Issuer,
                found.Certificate.ValidFrom,
                found.Certificate.ValidTo,
                found.Status);
    }

    /// <summary>For the holder, the offices that handled it, and the auditor.</summary>
    public async Task<CertificateView> ShowAsync(
        string number, CancellationToken cancellation = default) =>
        await FindAsync(Visible(), number, cancellation)
        ?? throw RuleViolation.NotFound("CertificateUnknown", number);

    public async Task<Paged<CertificateView>> ListOwnAsync(
        int page, int pageSize, CancellationToken cancellation = default)
    {
        var today = Today();
        var own = db.Certificates.AsNoTracking().Where(row => row.EnterpriseId != null
            && row.EnterpriseId == current.Actor.EnterpriseId);
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
        return db.Certificates.Where(row =>
            (actor.EnterpriseId != null && row.EnterpriseId == actor.EnterpriseId)
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
        return row?.On(Today());
    }

    private IQueryable<Row> View(IQueryable<Certificate> papers) =>
        from paper in papers.Include(paper => paper.Suspensions)
        join office in db.Departments on paper.IssuerDepartmentCode equals office.Code
        join file in db.Cases on paper.CaseId equals file.Id
        select new Row(
            paper, new LocalText(office.NameZh, office.NameVi, office.NameEn), file.Number);

    private DateOnly Today() => ChinaTime.DateOf(time.GetUtcNow());

    private sealed record Row(Certificate Paper, LocalText Issuer, string CaseNumber)
    {
        public CertificateView On(DateOnly day) => new(
            Paper, CertificateKinds.NameOf(Paper.Kind), Issuer, Paper.StateOn(day), CaseNumber);
    }
}
