using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;

namespace ApprovalFlows.Core.Assessments;

/// <summary>
/// What a year's papers say of an employer: a pure function. Rates are worker-days on which all papers counted,
/// of the worker-days on which somebody held the firm's permit.
/// </summary>
public sealed class YearReckoning
{
    private readonly DateOnly first;
    private readonly DateOnly last;
    private readonly DaySet employerDays;
    private readonly Dictionary<Guid, DaySet> worked;
    private readonly ILookup<(Guid, string), Certificate> papers;
    private readonly IReadOnlySet<Guid> commuters;
    private readonly IReadOnlyCollection<Guid> firms;

    /// <param name="year">The year.</param>
    /// <param name="firms">The firm itself.</param>
    /// <param name="permits">Its worker permits.</param>
    /// <param name="employers">The certificates and licences of the firm.</param>
    /// <param name="others">The other papers of those who held the permits.</param>
    /// <param name="commuters">Who goes home every day needs no stay permit.</param>
    public YearReckoning(
        int year,
        IReadOnlyCollection<Guid> firms,
        IReadOnlyCollection<Certificate> permits,
        IEnumerable<Certificate> employers,
        IEnumerable<Certificate> others,
        IReadOnlySet<Guid> commuters)
    {
        (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        this.firms = firms;
        this.commuters = commuters;
        employerDays = Union(employers);
        worked = permits.Where(paper => paper.WorkerId is not null)
            .GroupBy(paper => paper.WorkerId!.Value)
            .ToDictionary(own => own.Key, own => Union(own).Intersect(DaySet.Of(first, last)));
        papers = others.Where(paper => paper.WorkerId is not null)
            .ToLookup(paper => (paper.WorkerId!.Value, paper.Kind));
    }

    public int HeadcountOn(DateOnly day) => worked.Values.Count(days => days.Contains(day));

    public int AtBegin => HeadcountOn(first);

    public int AtEnd => HeadcountOn(last);

    // The number only rises on a day on which somebody begins.
    public int Peak => worked.Values.SelectMany(days => days.Spans).Select(span => span.From).Distinct()
        .Select(HeadcountOn).DefaultIfEmpty(0).Max();

    public decimal? CertificateRate => Rate((worker, days) =>
    {
        var covered = days.Intersect(employerDays).Intersect(Of(worker, CertificateKinds.Health));
        return commuters.Contains(worker) ? covered : covered.Intersect(Of(worker, CertificateKinds.Stay));
    });

    public decimal? InsuranceRate => Rate((worker, days) => days
        .Intersect(Of(worker, CertificateKinds.AccidentPolicy))
        .Intersect(Of(worker, CertificateKinds.InjuryPolicy)));

    public decimal? AgreementRate => Rate((worker, days) => days.Intersect(Union(
        papers[(worker, CertificateKinds.Agreement)].Where(paper => firms.Contains(paper.EnterpriseId ?? default)))));

    public static decimal? Percent(int part, int whole) =>
        whole == 0 ? null : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);

    private decimal? Rate(Func<Guid, DaySet, DaySet> covered) => Percent(
        worked.Sum(own => Count(covered(own.Key, own.Value))), worked.Values.Sum(Count));

    private DaySet Of(Guid worker, string kind) => Union(papers[(worker, kind)]);

    private static DaySet Union(IEnumerable<Certificate> papers) =>
        DaySet.UnionOf(papers.Select(paper => paper.OwnDays()));

    private static int Count(DaySet days) =>
        days.Spans.Sum(span => span.To.DayNumber - span.From.DayNumber + 1);
}
