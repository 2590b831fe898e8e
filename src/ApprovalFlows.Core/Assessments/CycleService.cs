using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Assessments;

/// <summary>Opens the assessment of a year and fixes who is assessed (J13).</summary>
public sealed class CycleService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    /// <summary>The pilot began in 2017.</summary>
    public const int FirstYear = 2017;

    /// <summary>Many more than the pilot has; all of them are one commit.</summary>
    public const int MaxFirms = 10_000;
    private const int MaxPapersLength = 400;

    private static readonly string[] Kinds = [CertificateKinds.Employer, CertificateKinds.LabourService];

    private static readonly (string Department, string Post)[] Openers =
    [
        ("zone-office", "approval"), ("zone-office", "supervisor"),
        ("hr-bureau", "re-check"), ("hr-bureau", "supervisor"),
    ];

    public static bool MayOpen(Actor actor) => Openers.Any(post => actor.Holds(post.Department, post.Post));

    /// <summary>By hand; a cycle that is there already is refused.</summary>
    public async Task<AssessmentCycle> OpenAsync(int year, CancellationToken cancellation = default)
    {
        if (!MayOpen(current.Actor)) throw RuleViolation.Forbidden("OnlyTheTwoOpenCycles");
        var today = ChinaTime.DateOf(time.GetUtcNow());
        if (year < FirstYear) throw RuleViolation.Invalid("year", "CycleYearTooEarly", FirstYear);
        if (year >= today.Year) throw RuleViolation.Invalid("year", "CycleYearNotOver", YearText(year));
        if (await db.AssessmentCycles.FindAsync([year], cancellation) is { } known)
            throw new RuleViolation("CycleOpen", YearText(year), ChinaTime.DateOf(known.OpenedAt));
        return await AddAsync(year, cancellation);
    }

    /// <summary>By schedule: null where there is nothing to open.</summary>
    /// <remarks>
    /// After the day on which the cycle would close only people open it: a system that is new does not look back.
    /// </remarks>
    public async Task<AssessmentCycle?> OpenDueAsync(CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var year = today.Year - 1;
        var rules = AssessmentRules.Seed;
        if (today < rules.OpeningOf(year) || today > rules.ClosingOf(year)) return null;
        return await db.AssessmentCycles.AnyAsync(row => row.Year == year, cancellation)
            ? null
            : await AddAsync(year, cancellation);
    }

    /// <summary>A year as people write it, without separators of thousands.</summary>
    public static string YearText(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<AssessmentCycle> AddAsync(int year, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rules = AssessmentRules.Seed;
        var days = rules.DaysOf(year, ChinaTime.DateOf(now));
        var cycle = new AssessmentCycle
        {
            Year = year,
            OpenedAt = now,
            OpenedById = current.Actor.UserId == Guid.Empty ? null : current.Actor.UserId,
            OpenedByName = current.Actor.SignedName,
            ReportDue = days.ReportDue,
            ClosesOn = days.Closes,
            RulesText = rules.Write(),
        };
        db.AssessmentCycles.Add(cycle);
        foreach (var firm in await FirmsAsync(cycle, cancellation))
        {
            var papers = string.Join(", ", firm.Order(StringComparer.Ordinal));
            db.Assessments.Add(new Assessment
            {
                Year = year,
                EnterpriseId = firm.Key,
                Papers = papers.Length > MaxPapersLength ? papers[..MaxPapersLength] : papers,
            });
        }

        return cycle;
    }

    // In force on one day of the year at least; also what was suspended or ended later.
    private async Task<List<IGrouping<Guid, string>>> FirmsAsync(
        AssessmentCycle cycle, CancellationToken cancellation)
    {
        var (first, last) = (cycle.FirstDay, cycle.LastDay);
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => Kinds.Contains(paper.Kind) && paper.EnterpriseId != null
                && paper.ValidFrom <= last && paper.ValidTo >= first)
            .OrderBy(paper => paper.Id).Take(MaxFirms)
            .ToListAsync(cancellation);
        var year = Certificates.Cascade.DaySet.Of(first, last);
        return
        [
            .. papers.Where(paper => !paper.OwnDays().Intersect(year).IsEmpty)
                .GroupBy(paper => paper.EnterpriseId!.Value, paper => paper.Number),
        ];
    }
}
