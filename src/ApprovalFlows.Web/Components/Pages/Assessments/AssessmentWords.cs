using System.Globalization;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Components.Shared;

namespace ApprovalFlows.Web.Components.Pages.Assessments;

/// <summary>How states, grades and figures of the annual assessment are shown.</summary>
public static class AssessmentWords
{
    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    public static Tone ToneOf(AssessmentState state) => state switch
    {
        AssessmentState.Final => Tone.Good,
        AssessmentState.AwaitingReport => Tone.Applicant,
        AssessmentState.Objection => Tone.Soon,
        _ => Tone.Neutral,
    };

    public static Tone ToneOf(ObjectionState state) => state switch
    {
        ObjectionState.Upheld => Tone.Good,
        ObjectionState.Rejected or ObjectionState.NotTakenUp => Tone.Closed,
        _ => Tone.Soon,
    };

    public static Tone ToneOf(string? grade) => grade switch
    {
        "A" or "B" => Tone.Good,
        "C" => Tone.Soon,
        _ => Tone.Bad,
    };

    public static string FigureName(string name) => new Sentence($"Figure.{name}").ToString();

    public static string Figure(Figures figures, string name) => figures.Shown(name, Culture);

    public static string Office(string office) => Grading.NameOf(office).ToString();

    /// <summary>An office with what it scores, for those who do not know.</summary>
    public static string Part(ScorePart part) => new Sentence(
        "Assessment.Part", Grading.NameOf(part.Office),
        string.Join(" / ", part.Criteria.Select(criterion => criterion.Name.ToString()))).ToString();

    public static string Contact(Objector by) =>
        string.Join(" · ", new[] { by.Phone, by.Mail }.OfType<string>());

    public static string Percent(decimal percent) => percent.ToString("0.#", Culture);

    public static string AddressOf(int year, string creditCode) =>
        string.Create(CultureInfo.InvariantCulture, $"/assessments/{year}/{creditCode}");
}
