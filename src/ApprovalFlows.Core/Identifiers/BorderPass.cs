using System.Text.RegularExpressions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// Vietnamese pass for the border area (giấy thông hành xuất, nhập cảnh vùng biên giới, 越中边境地区出入境通行证):
/// at most twelve months, not extended, good in the counties at the border only.
/// </summary>
public static partial class BorderPass
{
    public const int MonthsMax = 12;

    // Port agreement of 2009, art. 1: districts that touch the land border. 港口区 does not.
    private static readonly string[] BorderCounties = ["450681", "450603"];

    // No format is published.
    public static IdentifierCheck CheckNumber(string input)
    {
        var number = IdentifierCheck.Clean(input);
        return Number().IsMatch(number)
            ? IdentifierCheck.Valid(number)
            : IdentifierCheck.Invalid(number, "BorderPass.Number");
    }

    /// <summary>What is wrong with its dates; null when it is good on the day.</summary>
    public static Sentence? CheckDates(DateOnly issued, DateOnly expiry, DateOnly day)
    {
        if (issued > day) return new Sentence("BorderPass.IssuedLater", issued);
        if (expiry > issued.AddMonths(MonthsMax)) return new Sentence("BorderPass.TooLong", MonthsMax);
        if (expiry < issued) return new Sentence("BorderPass.EndsFirst");
        return expiry < day ? new Sentence("BorderPass.Expired", expiry) : null;
    }

    /// <summary>What to be careful about at a destination: outside the counties at the border it is no paper.</summary>
    public static Sentence? WarnOf(string areaCode) =>
        Covers(areaCode) ? null : new Sentence("BorderPass.OutsideBorder", areaCode);

    public static bool Covers(string areaCode) =>
        BorderCounties.Any(county => areaCode.StartsWith(county, StringComparison.Ordinal));

    [GeneratedRegex(@"^[A-Z0-9/-]{4,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
