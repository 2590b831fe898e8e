using System.Globalization;
using System.Text;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>
/// Text as it is looked for: without case, width and diacritics (đ is d), and every part of it that
/// begins with a letter or digit as a term: any part of a text is the beginning of one of its terms.
/// </summary>
public static class SearchText
{
    /// <summary>Characters of a term; of what is longer, the rest is compared with the text itself.</summary>
    public const int MaxTermLength = 16;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            var isGap = char.IsWhiteSpace(letter) || char.IsControl(letter);
            if (!isGap) folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>What somebody looks for, folded, from its first letter on.</summary>
    public static string OfQuery(string text)
    {
        var folded = Fold(text);
        var start = 0;
        while (start < folded.Length && !Begins(folded, start)) start++;
        return folded[start..];
    }

    public static IEnumerable<string> TermsOf(string folded) => Enumerable.Range(0, folded.Length)
        .Where(index => Begins(folded, index))
        .Select(index => TermOf(folded[index..]))
        .Distinct();

    public static string TermOf(string folded)
    {
        if (folded.Length <= MaxTermLength) return folded;
        // Half a character is no text that a database takes.
        var length = char.IsHighSurrogate(folded[MaxTermLength - 1]) ? MaxTermLength - 1 : MaxTermLength;
        return folded[..length];
    }

    private static bool Begins(string text, int index) =>
        char.IsLetterOrDigit(text[index]) || char.IsHighSurrogate(text[index]);
}
