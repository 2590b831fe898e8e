using System.Globalization;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>居民身份证号码, GB 11643-1999.</summary>
public static class ChineseId
{
    public const int Length = 18;

    // Nobody older applies; the standard's own specimen of 1880 must not pass as a person.
    private const int AgeYearsMax = 120;
    private const string CheckCharacters = "10X98765432";

    // Provinces of GB/T 2260. Counties are not looked up: an area code stays with the person after
    // the county was renamed or dissolved.
    private static readonly HashSet<string> s_provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
        "65", "71", "81", "82", "83",
    ];

    private static readonly int[] s_weights =
        [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static IdentifierCheck Check(string input, DateOnly today)
    {
        var id = IdentifierCheck.Clean(input);
        return CheckShape(id) ?? CheckBirth(id, today) ?? CheckLastCharacter(id);
    }

    /// <summary>Sex by the 17th digit of a valid number: odd is male.</summary>
    public static bool IsMale(string id) => (id[16] - '0') % 2 == 1;

    /// <summary>Birth date of a valid number.</summary>
    public static DateOnly BirthDateOf(string id) =>
        DateOnly.ParseExact(id.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    private static IdentifierCheck? CheckShape(string id)
    {
        if (id.Length != Length)
            return IdentifierCheck.Invalid(id, "Code.Length", Length, id.Length);
        var letter = id.AsSpan(0, Length - 1).IndexOfAnyExceptInRange('0', '9');
        if (letter >= 0)
            return IdentifierCheck.Invalid(id, "Code.DigitExpected", letter + 1);
        return s_provinces.Contains(id[..2]) && id[2..6] != "0000"
            ? null
            : IdentifierCheck.Invalid(id, "ChineseId.Area", id[..6]);
    }

    private static IdentifierCheck? CheckBirth(string id, DateOnly today)
    {
        var isDate = DateOnly.TryParseExact(
            id.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var birth);
        if (!isDate)
            return IdentifierCheck.Invalid(id, "ChineseId.BirthDate", id.Substring(6, 8));
        return birth <= today && birth.AddYears(AgeYearsMax) >= today
            ? null
            : IdentifierCheck.Invalid(id, "ChineseId.BirthDateImplausible", birth);
    }

    private static IdentifierCheck CheckLastCharacter(string id)
    {
        var sum = 0;
        for (var i = 0; i < s_weights.Length; i++)
            sum += (id[i] - '0') * s_weights[i];
        var expected = CheckCharacters[sum % CheckCharacters.Length];
        return id[^1] == expected
            ? IdentifierCheck.Valid(id)
            : IdentifierCheck.Invalid(id, "Code.CheckCharacter", Length, expected, id[^1]);
    }
}
