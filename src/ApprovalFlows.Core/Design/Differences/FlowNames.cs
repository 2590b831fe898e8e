using System.Globalization;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>How offices, posts and other codes of a flow are called, in the three languages.</summary>
public sealed record FlowNames(
    IReadOnlyDictionary<string, LocalText> Departments,
    IReadOnlyDictionary<(string Department, string Post), LocalText> Posts)
{
    public static FlowNames None { get; } =
        new(new Dictionary<string, LocalText>(), new Dictionary<(string, string), LocalText>());

    public LocalText Department(string code) => WithCode(Departments.GetValueOrDefault(code), code);

    public LocalText Post(string department, string code) =>
        WithCode(Posts.GetValueOrDefault((department, code)), code);

    public static LocalText TimeLimit(string key) =>
        WithCode(TimeLimits.Seed.All.FirstOrDefault(limit => limit.Key == key)?.Name, key);

    /// <summary>Outcomes that the system knows by name; a flow may have its own.</summary>
    public static LocalText Outcome(string code)
    {
        var key = $"FlowOutcome.{code}";
        return TextResources.Contains(key)
            ? Each(language => TextResources.Find(key, language))
            : Quoted(new LocalText(code, code, code));
    }

    public static LocalText Quoted(LocalText text) => new($"“{text.Zh}”", $"“{text.Vi}”", $"“{text.En}”");

    public static LocalText WithCode(LocalText? name, string code) => name is null
        ? Quoted(new LocalText(code, code, code))
        : new LocalText($"“{name.Zh}”（{code}）", $"“{name.Vi}” ({code})", $"“{name.En}” ({code})");

    public static LocalText Each(Func<CultureInfo, string> text) =>
        new(text(TextResources.Chinese), text(TextResources.Vietnamese), text(TextResources.English));

    public static LocalText Joined(IEnumerable<LocalText> texts)
    {
        var all = texts.ToList();
        return new LocalText(
            string.Join('、', all.Select(text => text.Zh)),
            string.Join(", ", all.Select(text => text.Vi)),
            string.Join(", ", all.Select(text => text.En)));
    }
}
