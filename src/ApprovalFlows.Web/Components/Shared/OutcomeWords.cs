using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Shared;

/// <summary>How decisions are called. A flow may name its own; those are shown as the flow spells them.</summary>
public static class OutcomeWords
{
    public static string Of(IStringLocalizer<SharedText> text, string outcome) =>
        text[$"Outcome.{outcome}"] is { ResourceNotFound: false } known ? known.Value : outcome;

    public static string? ExplanationOf(IStringLocalizer<SharedText> text, string outcome) =>
        text[$"OutcomeText.{outcome}"] is { ResourceNotFound: false } known ? known.Value : null;

    public static Tone ToneOf(string outcome) => outcome switch
    {
        "return" => Tone.Applicant,
        "refuse" or "notAccept" or "reject" or "decline" or "failed" or "clearOut" or "cancelQualification" => Tone.Bad,
        _ => Tone.Good,
    };

    public static string IconOf(string outcome) => outcome switch
    {
        "return" => "arrow-back-up",
        "refuse" or "notAccept" or "reject" or "decline" => "x",
        "issue" => "certificate",
        _ => "check",
    };

    public static string KeyOf(string outcome) => outcome switch
    {
        "return" => "r",
        "refuse" or "notAccept" or "reject" or "decline" => "x",
        _ => "a",
    };
}
