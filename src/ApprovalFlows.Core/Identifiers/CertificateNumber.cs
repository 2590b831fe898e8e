using System.Globalization;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// Number of a certificate: area (6), type (2), year (4), serial (5) and a check character over the
/// rest.
/// </summary>
public sealed record CertificateNumber(string AreaCode, string Type, int Year, int Serial)
{
    public const int Length = 18;
    public const int SerialMax = 99_999;
    private const int YearMin = 2000;
    private const int YearMax = 2999;

    public static IReadOnlyList<string> Types { get; } = ["YG", "LW", "WG", "JK", "ZD", "TL", "XY"];

    /// <exception cref="ArgumentException">A part does not fit its place.</exception>
    public static string Compose(string areaCode, string type, int year, int serial)
    {
        if (areaCode.Length != 6 || !areaCode.All(char.IsAsciiDigit))
            throw new ArgumentException("The area code has six digits.", nameof(areaCode));
        if (!Types.Contains(type))
            throw new ArgumentException($"'{type}' is no certificate type.", nameof(type));
        ArgumentOutOfRangeException.ThrowIfLessThan(year, YearMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, YearMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(serial, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serial, SerialMax);

        var body = string.Create(
            CultureInfo.InvariantCulture, $"{areaCode}{type}{year:D4}{serial:D5}");
        return body + Mod37.CheckCharacterOf(body);
    }

    public static IdentifierCheck Check(string input)
    {
        var number = IdentifierCheck.Clean(input);
        return CheckShape(number) ?? CheckLastCharacter(number);
    }

    /// <summary>The parts of a number, or null when the number is not valid.</summary>
    public static CertificateNumber? Parse(string input)
    {
        var check = Check(input);
        return check.IsValid
            ? new CertificateNumber(
                check.Value[..6], check.Value[6..8], Number(check.Value[8..12]),
                Number(check.Value[12..17]))
            : null;
    }

    public override string ToString() => Compose(AreaCode, Type, Year, Serial);

    private static IdentifierCheck? CheckShape(string number)
    {
        if (number.Length != Length)
            return IdentifierCheck.Invalid(number, "Code.Length", Length, number.Length);
        if (!number.All(char.IsAsciiLetterOrDigit))
            return IdentifierCheck.Invalid(number, "Code.LettersAndDigits");
        if (!Types.Contains(number[6..8]))
            return IdentifierCheck.Invalid(number, "CertificateNumber.Type", number[6..8]);
        var digits = string.Concat(number.AsSpan(0, 6), "00", number.AsSpan(8, 9));
        var letter = digits.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return letter >= 0
            ? IdentifierCheck.Invalid(number, "Code.DigitExpected", letter + 1)
            : CheckRange(number);
    }

    private static IdentifierCheck? CheckRange(string number) =>
        Number(number[8..12]) is >= YearMin and <= YearMax && Number(number[12..17]) > 0
            ? null
            : IdentifierCheck.Invalid(number, "CertificateNumber.YearOrSerial");

    private static IdentifierCheck CheckLastCharacter(string number)
    {
        var expected = Mod37.CheckCharacterOf(number.AsSpan(0, Length - 1));
        return number[^1] == expected
            ? IdentifierCheck.Valid(number)
            : IdentifierCheck.Invalid(number, "Code.CheckCharacter", Length, expected, number[^1]);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
