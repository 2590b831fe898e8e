using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>Why a firm may be cleared out, and how long the list shows it: short or long.</summary>
public sealed record SanctionGround(string Code, string Term, string Basis, LocalText Label)
{
    public string Limit => Term == "short"
        ? TimeLimits.PenaltyPublicityShort
        : TimeLimits.PenaltyPublicityLong;
}

public sealed record SanctionMeasure(string Code, LocalText Label);

/// <summary>Grounds and measures as data; the periods lie with the other time limits.</summary>
public sealed record SanctionRules(
    string Source,
    IReadOnlyList<SanctionGround> Grounds,
    IReadOnlyList<FormOption> Bases,
    IReadOnlyList<SanctionMeasure> Measures)
{
    public const string ClearOut = "clearOut";
    public const string CancelQualification = "cancelQualification";

    public static SanctionRules Seed { get; } = SeedFile.Read<SanctionRules>("Sanctions/sanctions.json");

    /// <summary>Orders firms to rectify, and proposes to clear them out.</summary>
    public static (string Department, string Post) Opener => ("hr-bureau", "re-check");

    public static bool MayOpen(Actor actor) => actor.Holds(Opener.Department, Opener.Post);

    /// <exception cref="RuleViolation">No such ground is known.</exception>
    public SanctionGround MustFindGround(string? code) => Grounds.FirstOrDefault(ground => ground.Code == code)
        ?? throw RuleViolation.Invalid("ground", "SanctionGroundUnknown", code ?? "");

    public LocalText GroundName(string code) => MustFindGround(code).Label;

    public LocalText MeasureName(string code) => Measures.First(measure => measure.Code == code).Label;

    public static IReadOnlyList<FormOption> GroundOptions =>
        [.. Seed.Grounds.Select(ground => new FormOption(ground.Code, ground.Label))];

    public static IReadOnlyList<FormOption> MeasureOptions =>
        [.. Seed.Measures.Select(measure => new FormOption(measure.Code, measure.Label))];
}
