using System.Globalization;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms;

/// <summary>
/// Sentences by the key of the field they are shown at: <c>headcount</c>, <c>posts[0].count</c>,
/// <c>attachments.businessLicence</c>.
/// </summary>
public sealed class FormErrors
{
    private readonly SortedDictionary<string, List<Sentence>> _sentences =
        new(StringComparer.Ordinal);
    private int _count;

    public bool IsEmpty => _count == 0;

    public IEnumerable<string> Keys => _sentences.Keys;

    public IReadOnlyList<Sentence> this[string key] =>
        _sentences.TryGetValue(key, out var sentences) ? sentences : [];

    public void Add(string key, Sentence sentence)
    {
        if (_count >= FormLimits.ErrorsMax)
            return;
        _count++;
        if (!_sentences.TryGetValue(key, out var sentences))
            _sentences[key] = sentences = [];
        sentences.Add(sentence);
    }

    /// <summary>Whether a field, or anything inside it, was refused.</summary>
    public bool Concern(string field) =>
        _sentences.Keys.Any(key => key == field
            || key.StartsWith(field + "[", StringComparison.Ordinal));

    /// <summary>As the problem document wants them.</summary>
    public IDictionary<string, string[]> In(CultureInfo culture) =>
        _sentences.ToDictionary(
            entry => entry.Key, entry => entry.Value.Select(s => s.In(culture)).ToArray());
}
