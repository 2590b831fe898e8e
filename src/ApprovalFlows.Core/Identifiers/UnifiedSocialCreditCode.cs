using System.Buffers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>统一社会信用代码, GB 32100-2015: department, kind, area, organisation code, check.</summary>
public static class UnifiedSocialCreditCode
{
    public const int Length = 18;
    private const int LegacyLength = 15;
    private const int AreaStart = 2;
    private const int AreaLength = 6;
    private const int OrganisationStart = 8;

    // I, O, S, V and Z are left out because they are read as 1, 0, 5, U and 2.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Departments = "123456789ANY";

    private static readonly SearchValues<char> s_characters = SearchValues.Create(Alphabet);

    private static readonly int[] s_weights =
        [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    public static IdentifierCheck Check(string input)
    {
        var code = IdentifierCheck.Clean(input);
        return CheckShape(code) ?? CheckLastCharacter(code) ?? AcceptOrWarn(code);
    }

    /// <summary>Characters 9 to 17 of a code of full length.</summary>
    public static string OrganisationCodeOf(string code) =>
        code.Substring(OrganisationStart, OrganisationCode.Length);

    /// <summary>Characters 3 to 8 of a code of full length.</summary>
    public static string AreaCodeOf(string code) => code.Substring(AreaStart, AreaLength);

    public static char CheckCharacterOf(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < s_weights.Length; i++)
            sum += Alphabet.IndexOf(body[i]) * s_weights[i];
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }

    private static IdentifierCheck? CheckShape(string code)
    {
        if (code.Length == LegacyLength && code.All(char.IsAsciiDigit))
            return IdentifierCheck.Invalid(code, "Uscc.Legacy");
        if (code.Length != Length)
            return IdentifierCheck.Invalid(code, "Code.Length", Length, code.Length);
        var wrong = code.AsSpan().IndexOfAnyExcept(s_characters);
        if (wrong >= 0)
            return IdentifierCheck.Invalid(code, "Uscc.Character", wrong + 1, code[wrong]);
        if (!Departments.Contains(code[0]))
            return IdentifierCheck.Invalid(code, "Uscc.Department", code[0]);
        var letter = code.AsSpan(AreaStart, AreaLength).IndexOfAnyExceptInRange('0', '9');
        return letter >= 0
            ? IdentifierCheck.Invalid(code, "Code.DigitExpected", AreaStart + letter + 1)
            : null;
    }

    private static IdentifierCheck? CheckLastCharacter(string code)
    {
        var expected = CheckCharacterOf(code);
        return code[^1] == expected
            ? null
            : IdentifierCheck.Invalid(code, "Code.CheckCharacter", Length, expected, code[^1]);
    }

    // Some issued codes may hold an organisation code that breaks GB 11714, so this only warns.
    private static IdentifierCheck AcceptOrWarn(string code) =>
        OrganisationCode.Check(OrganisationCodeOf(code)).IsValid
            ? IdentifierCheck.Valid(code)
            : IdentifierCheck.Valid(code, new Sentence("Uscc.OrganisationPart"));
}
