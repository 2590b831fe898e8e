using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Numbering;

namespace ApprovalFlows.Core.Letters;

/// <summary>发文字号, GB/T 9704-2012: 机关代字〔year〕n号, without 第, without leading zeros (不编虚位).</summary>
public static partial class LetterNumber
{
    public static bool IsValid(string number) => Layout().IsMatch(number);

    /// <exception cref="ArgumentException">The mark of the office or the serial does not fit.</exception>
    public static string Compose(string mark, int year, long serial)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{mark}〔{year:D4}〕{serial}号");
        return IsValid(number) ? number : throw new ArgumentException($"'{number}' is no number of a letter.");
    }

    /// <summary>The next number of the office this year; a roll-back gives it back.</summary>
    public static async Task<string> NextAsync(
        NumberService numbers, string mark, int year, CancellationToken cancellation = default)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"letter:{mark}:{year}");
        return Compose(mark, year, await numbers.NextAsync(series, cancellation));
    }

    /// <summary>A date as letters write it: 2026年8月1日, never 08月01日.</summary>
    public static string DateOf(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[\u4e00-\u9fff]{2,12}〔(19|20)[0-9]{2}〕[1-9][0-9]*号\z")]
    private static partial Regex Layout();
}
