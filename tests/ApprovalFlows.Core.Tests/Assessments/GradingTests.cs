using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Assessments;

/// <summary>The rules as shipped, as a table: what is lost of full marks, what else is known, the grade.</summary>
public sealed class GradingTests
{
    private static readonly AssessmentRules Rules = AssessmentRules.Seed;

    [Theory]
    [InlineData("", "A 100", "Points ByPoints")]
    [InlineData("police-10", "A 90", "Points ByPoints")]
    [InlineData("police-11", "B 89", "Points ByPoints")]
    [InlineData("hr-bureau-10 police-10 customs-5", "B 75", "Points ByPoints")]
    [InlineData("hr-bureau-10 police-11 customs-5", "C 74", "Points ByPoints")]
    [InlineData("hr-bureau-15 police-10 customs-8 park-office-7", "C 60", "Points ByPoints")]
    [InlineData("hr-bureau-15 police-10 customs-8 park-office-8", "D 59", "Points ByPoints")]
    [InlineData("unreported", "C 100", "Points ByPoints NotReported")]
    [InlineData("unreported hr-bureau-18 police-12 customs-9 park-office-12", "D 49", "Points ByPoints NotReported")]
    [InlineData("revocations=1", "D 100", "Points ByPoints Above")]
    [InlineData("revocations=0", "A 100", "Points ByPoints")]
    [InlineData("suspensions=1", "C 100", "Points ByPoints Above")]
    [InlineData("breaches=2", "A 100", "Points ByPoints")]
    [InlineData("breaches=3", "C 100", "Points ByPoints Above")]
    [InlineData("insuranceRate=80", "A 100", "Points ByPoints")]
    [InlineData("insuranceRate=79.9", "C 100", "Points ByPoints Below")]
    [InlineData("certificateRate=79.9", "C 100", "Points ByPoints Below")]
    [InlineData("customs-9", "A 91", "Points ByPoints")]
    [InlineData("customs-10", "C 90", "Points ByPoints PartBelow")]
    [InlineData("revocations=1 unreported", "D 100", "Points ByPoints NotReported Above")]
    [InlineData("outside", "A 100", "Points ByPoints NoPark")]
    [InlineData("outside police-8", "A 90", "Points ByPoints NoPark")]
    [InlineData("outside police-9", "B 88.8", "Points ByPoints NoPark")]
    public void Of_PointsAndFigures_GivesGradeAndReasons(string facts, string grade, string reasons)
    {
        var result = Grading.Of(Rules, Read(facts));

        Assert.Equal(
            grade, FormattableString.Invariant($"{result.Grade} {result.Percent:0.#}"));
        Assert.Equal(reasons, string.Join(' ', result.Reasons.Select(reason => reason.Key.Split('.')[1])));
        Assert.Equal(result.Grade is "C" or "D", result.MustRectify);
        Assert.All(result.Reasons, reason => Assert.NotEmpty(reason.In(TextResources.English)));
    }

    [Fact]
    public void Of_FiguresWithNothingToMeasure_KnocksNothingOut()
    {
        var nothing = new Figures(Figures.Names.ToDictionary(name => name, _ => (decimal?)null));
        var facts = Read("") with { Figures = nothing };

        Assert.Equal("A", Grading.Of(Rules, facts).Grade);
    }

    [Fact]
    public void Seed_OfTheRules_IsWholeAndSaysWhereItComesFrom()
    {
        Assert.Equal(100, Rules.Parts.Sum(part => part.Points));
        Assert.Equal(AssessmentFlow.Scorers.Keys, Rules.Parts.Select(part => part.Office));
        Assert.All(Rules.Parts.SelectMany(part => part.Criteria), row =>
        {
            Assert.True(row.Name.IsComplete && row.Source.Length > 0 && row.Points > 0);
            Assert.True(row.Figure is null || Figures.Names.Contains(row.Figure));
        });
        Assert.All(Rules.Knockouts, row =>
        {
            Assert.True(row.Source.Length > 0 && (row.Figure is null || Figures.Names.Contains(row.Figure)));
            Assert.Contains(Rules.Grades, grade => grade.Grade == row.Best);
        });
        Assert.Equal(Rules.Write(), AssessmentRules.Parse(Rules.Write()).Write());
        Assert.Equal(["A", "B", "C", "D"], Rules.Grades.Select(grade => grade.Grade));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-31", "2026-03-31")]
    [InlineData("2026-01-17", "2026-01-31", "2026-03-31")]
    [InlineData("2026-01-18", "2026-02-01", "2026-04-01")]
    [InlineData("2026-11-22", "2026-12-06", "2027-02-03")]
    public void DaysOf_ACycleThatOpensLate_LeavesTimeToReport(string opened, string due, string closes)
    {
        var days = Rules.DaysOf(2025, Day(opened));

        Assert.Equal((Day(due), Day(closes)), days);
    }

    private static DateOnly Day(string day) =>
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    // "police-10" takes points away, "breaches=3" is a figure.
    private static GradeFacts Read(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lost = words.Where(word => word.Contains('-', StringComparison.Ordinal)).ToDictionary(
            word => word[..word.LastIndexOf('-')],
            word => int.Parse(word[(word.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        var figures = words.Where(word => word.Contains('=', StringComparison.Ordinal)).ToDictionary(
            word => word.Split('=')[0],
            word => (decimal?)decimal.Parse(word.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture));
        var sheets = Rules.Parts.ToDictionary(
            part => part.Office,
            part => (IReadOnlyList<ScoreLine>)Sheet(part, lost.GetValueOrDefault(part.Office)));
        return new GradeFacts(
            sheets, new Figures(figures), !words.Contains("unreported"), !words.Contains("outside"));
    }

    private static List<ScoreLine> Sheet(ScorePart part, int lost)
    {
        var lines = new List<ScoreLine>();
        foreach (var criterion in part.Criteria)
        {
            var less = Math.Min(lost, criterion.Points);
            lost -= less;
            lines.Add(new ScoreLine(criterion.Key, criterion.Points - less, "理由"));
        }

        return lines;
    }
}
