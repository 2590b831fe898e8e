using System.Text;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Class and property names as people read them.</summary>
internal static class Humanize
{
    private static readonly HashSet<string> Small = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "and", "as", "at", "but", "by", "for", "in", "nor", "of", "on", "or", "the", "to",
    };

    public static string Title(string name)
    {
        var words = Split(name);
        for (var i = 1; i < words.Count; i++)
            if (Small.Contains(words[i]))
                words[i] = words[i].ToLowerInvariant();
        return string.Join(' ', words);
    }

    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && StartsWord(name, i) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (name[i] is not ('-' or '_'))
                word.Append(word.Length == 0 ? char.ToUpperInvariant(name[i]) : name[i]);
        }

        words.Add(word.ToString());
        return words;
    }

    private static bool StartsWord(string name, int i) =>
        name[i - 1] is '-' or '_'
        || (char.IsUpper(name[i])
            && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))));
}
