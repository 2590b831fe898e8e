namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>How the signers of a review step come to one outcome.</summary>
public enum SigningMode
{
    /// <summary>One person of the post decides.</summary>
    One,

    /// <summary>或签: the first decision counts.</summary>
    Any,

    /// <summary>会签: all have to agree.</summary>
    All,

    /// <summary>A share of the signers has to agree.</summary>
    Ratio,

    /// <summary>票签: a share of the weights has to agree.</summary>
    Weighted,

    /// <summary>依次: one after the other, all have to agree.</summary>
    InOrder,
}

public static class SigningModes
{
    public const int MaxSigners = 50;

    /// <summary>As flows and answers spell them, in the order a designer offers them.</summary>
    public static IReadOnlyDictionary<string, SigningMode> ByName { get; } = new Dictionary<string, SigningMode>
    {
        ["one"] = SigningMode.One,
        ["any"] = SigningMode.Any,
        ["all"] = SigningMode.All,
        ["ratio"] = SigningMode.Ratio,
        ["weighted"] = SigningMode.Weighted,
        ["inOrder"] = SigningMode.InOrder,
    };

    public static string NameOf(this SigningMode mode) => ByName.Single(pair => pair.Value == mode).Key;

    public static bool HasThreshold(this SigningMode mode) => mode is SigningMode.Ratio or SigningMode.Weighted;
}

/// <summary>A signer as a flow names it.</summary>
public sealed record SignerRule
{
    public string Department { get; init; } = "";
    public string Post { get; init; } = "";
    public int Weight { get; init; } = 1;
}
