using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Accounts;

/// <summary>
/// How a deputy signs. The evidence keeps the official Chinese form, one text for one signature;
/// pages tell it in the reader's language.
/// </summary>
public static class Signature
{
    /// <summary>Two display names and the word between them.</summary>
    public const int MaxLength = 220;
    private const string Between = "（代 ";
    private const string End = "）";

    public static string For(string deputy, string absent) => deputy + Between + absent + End;

    public static string Shown(string signature)
    {
        var place = signature.IndexOf(Between, StringComparison.Ordinal);
        return place > 0 && signature.EndsWith(End, StringComparison.Ordinal)
            ? new Sentence(
                "Actor.For", signature[..place], signature[(place + Between.Length)..^End.Length]).ToString()
            : signature;
    }
}
