using System.Text;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// What a check of a code found. <see cref="Value"/> is the code as it should be stored; a warning
/// is shown, a problem refuses.
/// </summary>
public sealed record IdentifierCheck(string Value, Sentence? Problem, Sentence? Warning = null)
{
    public bool IsValid => Problem is null;

    public static IdentifierCheck Valid(string value, Sentence? warning = null) =>
        new(value, null, warning);

    public static IdentifierCheck Invalid(string value, string key, params object[] args) =>
        new(value, new Sentence(key, args));

    // Chinese input methods produce full-width letters and digits; NFKC turns them into ASCII. It
    // cannot read lone surrogates, and no code holds surrogates.
    internal static string Clean(string value)
    {
        var text = value.Any(char.IsSurrogate) ? value : value.Normalize(NormalizationForm.FormKC);
        return text.Trim().ToUpperInvariant();
    }
}
