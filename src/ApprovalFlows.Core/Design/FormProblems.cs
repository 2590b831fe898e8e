using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design;

/// <summary>Tells the editor of a form what is wrong with the part that was changed, property by property.</summary>
public static class FormProblems
{
    private const string Anything = "form";

    /// <summary>
    /// Refuses what the change brought; what was wrong before does not keep anybody from changing the rest.
    /// </summary>
    /// <exception cref="RuleViolation">The change makes the form unusable; keyed by property.</exception>
    internal static void RefuseNew(FormDefinition? before, FormDefinition after)
    {
        var known = before?.FindProblems() ?? [];
        var problems = after.FindProblems().Where(problem => !known.Contains(problem)).Distinct().ToList();
        if (problems.Count > 0)
            throw RuleViolation.Invalid(problems.GroupBy(PropertyOf).ToDictionary(
                group => group.Key, IReadOnlyList<Sentence> (group) => [.. group.Select(SentenceOf)]));
    }

    /// <summary>A value that is none: letters where a number belongs.</summary>
    public static Sentence Limit(string property) => new($"FormLimit.{property}");

    private static string PropertyOf(Sentence problem) => problem.Key switch
    {
        "Form.Name" or "Form.NameTwice" => "name",
        "Form.FieldType" => "type",
        "Form.OptionList" => "optionsFrom",
        "Form.RuleKind" => "kind",
        "Form.Translation" => (string)problem.Args[1],
        "Form.Limit" => LimitOf(problem),
        _ => Anything,
    };

    // "min, max" is one problem of two limits.
    private static string LimitOf(Sentence problem) => ((string)problem.Args[1]).Split(',')[0];

    private static Sentence SentenceOf(Sentence problem) => problem.Key switch
    {
        "Form.Limit" => Limit(LimitOf(problem)),
        "Form.Translation" => new Sentence(
            problem.Args[1] is "hint" or "patternHint" ? "FormTranslationOptional" : "FormTranslation"),
        _ => problem,
    };
}
