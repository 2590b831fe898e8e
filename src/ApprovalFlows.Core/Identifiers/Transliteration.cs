using System.Globalization;
using System.Text;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>Vietnamese names as a machine-readable zone writes them (ICAO 9303-3, annex on transliteration).</summary>
public static class Transliteration
{
    /// <summary>Characters of the name in line 1 of a passport.</summary>
    public const int NameLength = 39;

    /// <summary>With blanks between the words: NGUYEN THI MAU.</summary>
    public static string ToLatin(string name)
    {
        var latin = new StringBuilder(name.Length);
        // Đ is a letter of its own and has no decomposition.
        var text = name.Replace('Đ', 'D').Replace('đ', 'd').Normalize(NormalizationForm.FormD);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '-' or '<')
                latin.Append(' ');
            else if (char.IsAsciiLetter(c))
                latin.Append(char.ToUpperInvariant(c));
        }

        return string.Join(' ', latin.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The surname is the first word: NGUYEN&lt;&lt;THI&lt;MAU, cut where the zone ends.</summary>
    public static string ToZone(string name)
    {
        var words = ToLatin(name).Split(' ', 2);
        var zone = words.Length == 1 ? words[0] : $"{words[0]}<<{words[1].Replace(' ', '<')}";
        return zone.Length > NameLength ? zone[..NameLength] : zone;
    }

    /// <summary>Whether a Latin name, with blanks or fillers, stands for the name of the document.</summary>
    public static bool IsOf(string latin, string name)
    {
        var expected = ToLatin(name);
        var given = ToLatin(latin);
        return given == expected || (given.Length >= NameLength - 1
            && CultureInfo.InvariantCulture.CompareInfo.IsPrefix(expected, given, CompareOptions.Ordinal));
    }
}
