using System.Globalization;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// What the machine-readable zone of a travel document says (ICAO 9303): passports (TD3, line 2) and cards
/// (TD1, lines 1 and 2).
/// </summary>
public sealed record MachineReadableZone(
    string Number, string Nationality, DateOnly BirthDate, char Sex, DateOnly Expiry)
{
    private const int PassportLength = 44;
    private const int CardLength = 30;

    private static readonly int[] Weights = [7, 3, 1];

    public static char CheckDigitOf(string text)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
            sum += ValueOf(text[i]) * Weights[i % Weights.Length];
        return (char)('0' + (sum % 10));
    }

    /// <summary>Line 2 of a passport.</summary>
    public static IdentifierCheck CheckPassport(string line, DateOnly today)
    {
        var zone = IdentifierCheck.Clean(line);
        if (FindUnreadable(zone, PassportLength) is { } unreadable) return unreadable;
        return CheckDigit(zone, zone[..9], 10)
            ?? CheckDigit(zone, zone[13..19], 20)
            ?? CheckDigit(zone, zone[21..27], 28)
            ?? CheckOptional(zone)
            ?? CheckDigit(zone, zone[..10] + zone[13..20] + zone[21..43], 44)
            ?? CheckDates(zone, zone[13..19], zone[21..27], today);
    }

    /// <summary>Lines 1 and 2 of a card, put together.</summary>
    public static IdentifierCheck CheckCard(string line1, string line2, DateOnly today)
    {
        var (first, second) = (IdentifierCheck.Clean(line1), IdentifierCheck.Clean(line2));
        if ((FindUnreadable(first, CardLength) ?? FindUnreadable(second, CardLength)) is { } unreadable)
            return unreadable;
        var zone = first + second;
        var composite = first[5..] + second[..7] + second[8..15] + second[18..29];
        return CheckDigit(zone, first[5..14], 15)
            ?? CheckDigit(zone, second[..6], CardLength + 7)
            ?? CheckDigit(zone, second[8..14], CardLength + 15)
            ?? CheckDigit(zone, composite, CardLength + 30)
            ?? CheckDates(zone, second[..6], second[8..14], today);
    }

    /// <summary>What line 2 of a passport says; null when it is not valid.</summary>
    public static MachineReadableZone? ReadPassport(string line, DateOnly today)
    {
        var check = CheckPassport(line, today);
        var zone = check.Value;
        return check.IsValid
            ? new MachineReadableZone(
                zone[..9].TrimEnd('<'), zone[10..13].TrimEnd('<'), BirthOf(zone[13..19], today)!.Value,
                zone[20], DayOf("20", zone[21..27])!.Value)
            : null;
    }

    private static IdentifierCheck? FindUnreadable(string zone, int length)
    {
        if (zone.Length != length) return IdentifierCheck.Invalid(zone, "Code.Length", length, zone.Length);
        return zone.All(c => char.IsAsciiLetterOrDigit(c) || c == '<')
            ? null
            : IdentifierCheck.Invalid(zone, "Zone.Characters");
    }

    private static IdentifierCheck? CheckDigit(string zone, string over, int place)
    {
        var expected = CheckDigitOf(over);
        return zone[place - 1] == expected
            ? null
            : IdentifierCheck.Invalid(zone, "Code.CheckCharacter", place, expected, zone[place - 1]);
    }

    // Where the optional part is empty its digit may be a filler.
    private static IdentifierCheck? CheckOptional(string zone) =>
        zone[28..43].All(c => c == '<') ? null : CheckDigit(zone, zone[28..42], 43);

    private static IdentifierCheck CheckDates(string zone, string birth, string expiry, DateOnly today)
    {
        if (BirthOf(birth, today) is null) return IdentifierCheck.Invalid(zone, "Zone.Date", birth);
        return DayOf("20", expiry) is null
            ? IdentifierCheck.Invalid(zone, "Zone.Date", expiry)
            : IdentifierCheck.Valid(zone);
    }

    // Two digits of the year: a year that is still to come was in the century before.
    private static DateOnly? BirthOf(string text, DateOnly today) =>
        DayOf("20", text) is { } born && born.Year <= today.Year ? born : DayOf("19", text);

    private static DateOnly? DayOf(string century, string text) =>
        DateOnly.TryParseExact(
            century + text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static int ValueOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 0,
    };
}
