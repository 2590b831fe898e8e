using System.Collections.Frozen;
using System.Globalization;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// Vietnamese personal number (số định danh cá nhân, CCCD): province of birth registration (3), century and
/// sex (1), year of birth (2), and six digits at random. It has no check digit.
/// </summary>
public static class PersonalNumber
{
    public const int Length = 12;

    private static readonly FrozenDictionary<string, string> Provinces =
        SeedFile.Read<ProvinceFile>("Identifiers/vietnam-provinces.json").Provinces.ToFrozenDictionary();

    public static IdentifierCheck Check(string input, DateOnly today)
    {
        var number = IdentifierCheck.Clean(input);
        if (number.Length != Length)
            return IdentifierCheck.Invalid(number, "Code.Length", Length, number.Length);
        var letter = number.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (letter >= 0)
            return IdentifierCheck.Invalid(number, "Code.DigitExpected", letter + 1);
        if (!Provinces.ContainsKey(number[..3]))
            return IdentifierCheck.Invalid(number, "PersonalNumber.Province", number[..3]);
        return BirthYearOf(number) <= today.Year
            ? IdentifierCheck.Valid(number)
            : IdentifierCheck.Invalid(number, "PersonalNumber.BirthYear", BirthYearOf(number).ToString(
                CultureInfo.InvariantCulture));
    }

    /// <summary>Name of the province where the birth was registered, of a valid number.</summary>
    public static string ProvinceOf(string number) => Provinces[number[..3]];

    public static Sex SexOf(string number) => (number[3] - '0') % 2 == 0 ? Sex.Male : Sex.Female;

    public static int BirthYearOf(string number) =>
        1900 + ((number[3] - '0') / 2 * 100) + int.Parse(number.AsSpan(4, 2), CultureInfo.InvariantCulture);

    private sealed record ProvinceFile(string Source, IReadOnlyDictionary<string, string> Provinces);
}
