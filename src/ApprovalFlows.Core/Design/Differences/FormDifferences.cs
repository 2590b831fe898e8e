using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What changed in the form that applicants fill in.</summary>
internal sealed class FormDifferences
{
    private static readonly NamedList ByName = new("name");
    private static readonly NamedList ByValue = new("value");
    private readonly Subject form;

    public FormDifferences(List<FlowDifference> found) =>
        form = new Subject(found, DifferenceKind.FormChanged, new Sentence("Differs.Form"), "form");

    public void Compare(JsonNode? before, JsonNode? after)
    {
        if (JsonSame.IsNothing(before) && JsonSame.IsNothing(after)) return;
        if (before is not JsonObject old) form.Added(after.Text());
        else if (after is not JsonObject now) form.Removed(before.Text());
        else
            foreach (var name in JsonSame.Names(old, now))
                if (name == "sections") CompareSections(old[name], now[name]);
                else if (name == "rules") CompareRules(old[name], now[name]);
                else form.Leaves($"form/{name}", old[name], now[name]);
    }

    private void CompareSections(JsonNode? before, JsonNode? after)
    {
        ByName.Compare(form, "form/sections", before, after, SubjectOf("Section"), (section, old, now) =>
            Rest(section, old, now, "fields", "attachments", "name"));
        CompareInside("fields", "Field", before, after);
        CompareInside("attachments", "Attachment", before, after);
    }

    // A field keeps its name when it moves to another section, and the values of applicants with it.
    private void CompareInside(string member, string word, JsonNode? before, JsonNode? after)
    {
        var subject = SubjectOf(word);
        if (All(member, before) is not { } old || All(member, after) is not { } now)
        {
            form.Leaves("form/sections", before, after);
            return;
        }

        foreach (var (name, (section, item)) in now)
        {
            var part = subject(item, $"form/{member}/{name}");
            if (!old.TryGetValue(name, out var was))
            {
                part.Added(item.Text());
                continue;
            }

            if (was.Section != section)
                part.Changed($"{part.Path}/section", part.LabelOf($"{part.Path}/section"), was.Section, section);
            CompareField(part, was.Item, item);
        }

        foreach (var (name, (_, item)) in old.Where(pair => !now.ContainsKey(pair.Key)))
            subject(item, $"form/{member}/{name}").Removed(item.Text());
        foreach (var section in now.Values.Select(pair => pair.Section).Distinct())
            NamedList.TellOrder(
                form,
                $"form/{member}",
                [.. NamesIn(old, section).Intersect(NamesIn(now, section))],
                [.. NamesIn(now, section).Intersect(NamesIn(old, section))]);
    }

    private static IEnumerable<string> NamesIn(
        Dictionary<string, (string Section, JsonObject Item)> items, string section) =>
        items.Where(pair => pair.Value.Section == section).Select(pair => pair.Key);

    private void CompareField(Subject field, JsonObject before, JsonObject after)
    {
        ByName.Compare(
            field, $"{field.Path}/columns", before["columns"], after["columns"], PartOf(field, "Column"), CompareField);
        ByValue.Compare(
            field,
            $"{field.Path}/options",
            before["options"],
            after["options"],
            PartOf(field, "Option"),
            (option, old, now) => Rest(option, old, now));
        Rest(field, before, after, "columns", "options");
    }

    private static void Rest(Subject subject, JsonObject before, JsonObject after, params string[] apart)
    {
        foreach (var name in JsonSame.Names(before, after).Except(apart))
            if (!JsonSame.IsNothing(before[name]) || !JsonSame.IsNothing(after[name]))
                subject.Leaves($"{subject.Path}/{name}", before[name], after[name]);
    }

    // Rules have no names: they are told by what they say.
    private void CompareRules(JsonNode? before, JsonNode? after)
    {
        if (JsonSame.Are(before, after)) return;
        var old = (before as JsonArray ?? []).ToList();
        var now = (after as JsonArray ?? []).ToList();
        var come = now.Where(rule => !old.Exists(other => JsonSame.Are(rule, other))).ToList();
        var gone = old.Where(rule => !now.Exists(other => JsonSame.Are(rule, other))).ToList();
        foreach (var rule in come) RuleOf(rule).Added(rule.Text());
        foreach (var rule in gone) RuleOf(rule).Removed(rule.Text());
        if (come.Count + gone.Count == 0) form.Changed("form/rules", form.LabelOf("form/rules"), before, after);
    }

    private Subject RuleOf(JsonNode? rule) =>
        form.Part(new Sentence("Differs.Rule", KindOf(rule), Shown.Short(rule.Text() ?? "–")), "form/rules");

    private static string KindOf(JsonNode? rule) =>
        rule is JsonObject shape ? $"{shape.Text("kind")}({shape.Text("field")})" : rule.Text() ?? "–";

    private Func<JsonObject, string, Subject> SubjectOf(string word) =>
        (item, way) => form.Part(new Sentence($"Differs.{word}", TitleOf(item)), way);

    private static Func<JsonObject, string, Subject> PartOf(Subject field, string word) =>
        (item, way) => field.Part(new Sentence($"Differs.{word}", TitleOf(item), field.Thing), way);

    private static LocalText TitleOf(JsonObject item) => FlowNames.WithCode(
        Shown.Local(item["label"]) ?? Shown.Local(item["title"]), item.Text("name") ?? item.Text("value") ?? "");

    /// <summary>All items over the sections, by name; null when they cannot be told apart by names.</summary>
    private static Dictionary<string, (string Section, JsonObject Item)>? All(string member, JsonNode? sections)
    {
        var all = new Dictionary<string, (string Section, JsonObject Item)>();
        foreach (var section in (sections as JsonArray ?? []).OfType<JsonObject>())
            foreach (var item in section[member] as JsonArray ?? [])
                if (item is not JsonObject shape || shape.Text("name") is not { } name
                    || !all.TryAdd(name, (section.Text("name") ?? "", shape)))
                    return null;
        return all;
    }
}
