using System.Globalization;
using System.Text.Json.Serialization;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>What an office looks at, and how many points it is worth.</summary>
public sealed record Criterion(string Key, int Points, string Source, LocalText Name)
{
    /// <summary>The computed figure that tells something about it.</summary>
    public string? Figure { get; init; }
}

/// <summary>What one office scores.</summary>
public sealed record ScorePart(string Office, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>Scores only firms that lie in a park.</summary>
    public const string Park = "park-office";

    [JsonIgnore]
    public int Points => Criteria.Sum(criterion => criterion.Points);
}

/// <summary>A grade and the percentage from which it is given.</summary>
public sealed record GradeRule(string Grade, decimal From, bool MustRectify, string Source);

public enum KnockoutKind
{
    NotReported,
    Above,
    Below,

    /// <summary>An office gave less than that percentage of its points.</summary>
    PartBelow,
}

/// <summary>Something for which no better grade is given, however many points there are.</summary>
public sealed record Knockout(string Key, KnockoutKind When, decimal At, string Best, string Source)
{
    public string? Figure { get; init; }
}

/// <summary>Days, criteria, points and grades as data; a cycle keeps those it was opened with.</summary>
public sealed record AssessmentRules(
    string Source,
    string OpensOn,
    string ReportDueOn,
    string ClosesOn,
    int ReportDaysAtLeast,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<GradeRule> Grades,
    IReadOnlyList<Knockout> Knockouts)
{
    private static readonly Lazy<AssessmentRules> s_seed =
        new(() => SeedFile.Read<AssessmentRules>("Assessments/assessment.json"));

    public static AssessmentRules Seed => s_seed.Value;

    public static AssessmentRules Parse(string json) => SeedFile.Parse<AssessmentRules>(json);

    public string Write() => SeedFile.Write(this);

    public ScorePart? PartOf(string office) => Parts.FirstOrDefault(part => part.Office == office);

    public GradeRule GradeOf(string grade) => Grades.First(rule => rule.Grade == grade);

    public IEnumerable<ScorePart> PartsFor(bool isInPark) =>
        Parts.Where(part => isInPark || part.Office != ScorePart.Park);

    /// <summary>
    /// The days of the cycle for a year. One that opens late still leaves the firms time to report, and is closed
    /// as much later.
    /// </summary>
    public (DateOnly ReportDue, DateOnly Closes) DaysOf(int year, DateOnly opened)
    {
        var (due, closes) = (DayOf(ReportDueOn, year + 1), DayOf(ClosesOn, year + 1));
        var earliest = opened.AddDays(ReportDaysAtLeast);
        return earliest <= due ? (due, closes) : (earliest, closes.AddDays(earliest.DayNumber - due.DayNumber));
    }

    public DateOnly OpeningOf(int year) => DayOf(OpensOn, year + 1);

    public DateOnly ClosingOf(int year) => DayOf(ClosesOn, year + 1);

    private static DateOnly DayOf(string day, int year) => DateOnly.ParseExact(
        string.Create(CultureInfo.InvariantCulture, $"{year}-{day}"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
