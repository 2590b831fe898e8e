namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// Form of an area code: 6 digits for a county (GB/T 2260), 9 with its street or town.
/// </summary>
public static class AreaCode
{
    public const int CountyLength = 6;
    public const int StreetLength = 9;

    public static IdentifierCheck Check(string input)
    {
        var code = IdentifierCheck.Clean(input);
        var isWellFormed = code.Length is CountyLength or StreetLength
            && code.All(char.IsAsciiDigit)
            && code[0] is >= '1' and <= '8';
        return isWellFormed
            ? IdentifierCheck.Valid(code)
            : IdentifierCheck.Invalid(code, "AreaCode.Form");
    }
}
