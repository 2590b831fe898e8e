using System.Globalization;

namespace ApprovalFlows.Core.Texts;

/// <summary>
/// A sentence for a person, kept as a resource key and its arguments so that it can be told in any
/// of the three languages. Arguments may be strings, numbers, dates, <see cref="LocalText"/> and
/// sentences.
/// </summary>
public sealed record Sentence(string Key, params object[] Args)
{
    public string In(CultureInfo culture) =>
        TextFormat.Compose(culture, TextResources.Find(Key, culture), Args);

    public bool Equals(Sentence? other) =>
        other is not null && Key == other.Key && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => HashCode.Combine(Key, Args.Length);

    public override string ToString() => In(CultureInfo.CurrentUICulture);
}
