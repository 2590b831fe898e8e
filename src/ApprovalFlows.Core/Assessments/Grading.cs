using System.Globalization;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>All that a grade depends on.</summary>
/// <param name="Sheets">The lines by office.</param>
/// <param name="Figures">As they were frozen.</param>
/// <param name="IsReported">Whether the firm reported in time.</param>
/// <param name="IsInPark">Whether the park scores its part.</param>
public sealed record GradeFacts(
    IReadOnlyDictionary<string, IReadOnlyList<ScoreLine>> Sheets, Figures Figures, bool IsReported, bool IsInPark);

/// <summary>A grade, and sentences that say why it is that one.</summary>
public sealed record GradeResult(
    string Grade, decimal Percent, int Points, int MaxPoints, bool MustRectify, IReadOnlyList<Sentence> Reasons);

/// <summary>From points and figures to a grade: a pure function of the rules and the facts.</summary>
public static class Grading
{
    public static GradeResult Of(AssessmentRules rules, GradeFacts facts)
    {
        var parts = rules.PartsFor(facts.IsInPark).ToList();
        var points = parts.Sum(part => PointsOf(facts, part));
        var most = parts.Sum(part => part.Points);
        var percent = YearReckoning.Percent(points, most) ?? 0;
        var byPoints = rules.Grades.Where(rule => percent >= rule.From).MaxBy(rule => rule.From)!;
        var reasons = new List<Sentence>
        {
            new("Assessment.Points", points, most, Number(percent)),
            new("Assessment.ByPoints", byPoints.Grade, Number(byPoints.From)),
        };
        if (!facts.IsInPark) reasons.Add(new Sentence("Assessment.NoPark"));
        var best = byPoints.Grade;
        foreach (var knockout in rules.Knockouts)
        {
            var met = Met(knockout, parts, facts).ToList();
            if (met.Count > 0) best = Worse(rules, best, knockout.Best);
            reasons.AddRange(met);
        }

        var rule = rules.GradeOf(best);
        return new GradeResult(best, percent, points, most, rule.MustRectify, reasons);
    }

    private static IEnumerable<Sentence> Met(Knockout knockout, IReadOnlyList<ScorePart> parts, GradeFacts facts)
    {
        var figure = knockout.Figure is { } name ? facts.Figures[name] : null;
        switch (knockout.When)
        {
            case KnockoutKind.NotReported when !facts.IsReported:
                yield return new Sentence("Assessment.NotReported", knockout.Best, knockout.Source);
                break;
            case KnockoutKind.Above when figure > knockout.At:
                yield return OfFigure("Assessment.Above", knockout, figure.Value);
                break;
            case KnockoutKind.Below when figure < knockout.At:
                yield return OfFigure("Assessment.Below", knockout, figure.Value);
                break;
            case KnockoutKind.PartBelow:
                foreach (var part in parts)
                    if (YearReckoning.Percent(PointsOf(facts, part), part.Points) < knockout.At)
                        yield return new Sentence(
                            "Assessment.PartBelow", NameOf(part.Office), PointsOf(facts, part), part.Points,
                            Number(knockout.At), knockout.Best, knockout.Source);
                break;
            default:
                break;
        }
    }

    /// <summary>The name of an office of the score sheets.</summary>
    public static Sentence NameOf(string office) => new($"Assessment.Office.{office}");

    private static Sentence OfFigure(string key, Knockout knockout, decimal value) => new(
        key, new Sentence($"Figure.{knockout.Figure}"), Number(value), Number(knockout.At), knockout.Best,
        knockout.Source);

    private static string Number(decimal value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // The rules name the grades from the best on.
    private static string Worse(AssessmentRules rules, string one, string other)
    {
        var order = rules.Grades.Select(rule => rule.Grade).ToList();
        return order.IndexOf(one) >= order.IndexOf(other) ? one : other;
    }

    private static int PointsOf(GradeFacts facts, ScorePart part) =>
        facts.Sheets.GetValueOrDefault(part.Office)?.Sum(line => line.Points) ?? 0;
}
