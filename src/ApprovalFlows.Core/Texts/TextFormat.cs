using System.Globalization;

namespace ApprovalFlows.Core.Texts;

/// <summary>How dates, numbers and nested sentences are written in each language.</summary>
public static class TextFormat
{
    private static readonly NumberFormatInfo s_vietnameseNumbers = new()
    {
        NumberGroupSeparator = ".",
        NumberDecimalSeparator = ",",
    };

    public static string Compose(CultureInfo culture, string pattern, params object[] args) =>
        args.Length == 0
            ? pattern
            : string.Format(
                CultureInfo.InvariantCulture, pattern, [.. args.Select(a => Write(a, culture))]);

    public static string Date(DateOnly date, CultureInfo culture) =>
        date.ToString(DatePattern(culture), CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset instant, CultureInfo culture)
    {
        var local = instant.ToOffset(ChinaTime.Offset);
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return $"{Date(DateOnly.FromDateTime(local.DateTime), culture)} {time}";
    }

    public static string Amount(decimal amount, CultureInfo culture) =>
        amount.ToString("#,##0.##", Numbers(culture));

    private static object Write(object argument, CultureInfo culture) =>
        argument switch
        {
            DateOnly date => Date(date, culture),
            DateTimeOffset instant => Instant(instant, culture),
            decimal amount => Amount(amount, culture),
            LocalText text => text.In(culture),
            Sentence sentence => sentence.In(culture),
            _ => argument,
        };

    // GB/T 9704-2012: Chinese dates carry no leading zeros.
    private static string DatePattern(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName switch
        {
            "vi" => "dd'/'MM'/'yyyy",
            "en" => "d MMMM yyyy",
            _ => "yyyy'年'M'月'd'日'",
        };

    private static NumberFormatInfo Numbers(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "vi"
            ? s_vietnameseNumbers
            : CultureInfo.InvariantCulture.NumberFormat;
}
