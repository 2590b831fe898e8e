namespace ApprovalFlows.Core.Identifiers;

/// <summary>组织机构代码, GB 11714: eight characters and a check character.</summary>
public static class OrganisationCode
{
    public const int Length = 9;

    private static readonly int[] s_weights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Checks a code written with or without the hyphen before its last character.
    /// </summary>
    public static IdentifierCheck Check(string input)
    {
        var code = IdentifierCheck.Clean(input);
        if (code.Length == Length + 1 && code[^2] == '-')
            code = code.Remove(Length - 1, 1);

        if (code.Length != Length)
            return IdentifierCheck.Invalid(code, "Code.Length", Length, code.Length);
        if (!code.All(char.IsAsciiLetterOrDigit))
            return IdentifierCheck.Invalid(code, "Code.LettersAndDigits");

        var expected = CheckCharacterOf(code);
        return code[^1] == expected
            ? IdentifierCheck.Valid(code)
            : IdentifierCheck.Invalid(code, "Code.CheckCharacter", Length, expected, code[^1]);
    }

    public static char CheckCharacterOf(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < s_weights.Length; i++)
            sum += Value(body[i]) * s_weights[i];
        return (11 - sum % 11) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    private static int Value(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
}
