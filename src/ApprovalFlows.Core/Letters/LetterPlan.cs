using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Letters;

/// <summary>Which acts on which papers one office tells another.</summary>
public sealed record LetterRule(
    string Kind,
    string Issuer,
    string Mark,
    string Recipient,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Acts,
    LocalText Name);

public sealed record LetterPlan(
    string Source, int MaxLines, int ChaseDays, int Chases, IReadOnlyList<LetterRule> Letters)
{
    public static LetterPlan Seed { get; } = SeedFile.Read<LetterPlan>("Letters/letters.json");

    public static LocalText NameOf(string kind) =>
        Seed.Letters.First(rule => rule.Kind == kind).Name;
}
