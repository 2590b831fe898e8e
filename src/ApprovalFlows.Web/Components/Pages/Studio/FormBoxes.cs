using ApprovalFlows.Core;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Pages.Studio;

/// <summary>
/// What the boxes of a page share: what stands in them, what is wrong, whether they may be changed. Their ids
/// begin otherwise than those of the form that is shown beside them.
/// </summary>
public sealed record FormBoxes(FormInput Input, RuleViolation? Refusal, bool IsReadOnly)
{
    public static string IdOf(string name) => "e-" + name;

    public string? ErrorOf(string name) => Refusal.Of(name);

    /// <summary>Lines of the summary, linked to the boxes they speak of.</summary>
    public static IReadOnlyList<ErrorSummary.FieldError> Lines(
        RuleViolation? refusal, IStringLocalizer<FormDesignText> text) =>
    [
        .. Refusals.Lines(refusal, name => NameOf(name, text)).Select(line => line with
        {
            FieldId = line.FieldId is null or "f-form" ? null : IdOf(line.FieldId["f-".Length..]),
        }),
    ];

    // Other sentences name what they speak of.
    private static string? NameOf(string property, IStringLocalizer<FormDesignText> text) => property switch
    {
        "label" => text["Field.Label"].Value,
        "hint" => text["Field.Hint"].Value,
        "patternHint" => text["Field.PatternHint"].Value,
        "options" => text["Field.Options"].Value,
        _ => null,
    };
}
