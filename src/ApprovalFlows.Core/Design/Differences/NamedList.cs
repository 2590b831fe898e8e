using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Compares lists whose items bear a name; what has no names is compared as it is.</summary>
internal sealed class NamedList(string key)
{
    /// <param name="all">What the list belongs to.</param>
    /// <param name="way">The way to the list.</param>
    /// <param name="before">The list as it was.</param>
    /// <param name="after">The list as it is.</param>
    /// <param name="subject">Makes an item, with the way to it, what is spoken of.</param>
    /// <param name="compare">Compares an item that is in both.</param>
    public void Compare(
        Subject all,
        string way,
        JsonNode? before,
        JsonNode? after,
        Func<JsonObject, string, Subject> subject,
        Action<Subject, JsonObject, JsonObject> compare)
    {
        if (Read(before) is not { } old || Read(after) is not { } now)
        {
            all.Leaves(way, before, after);
            return;
        }

        foreach (var (name, item) in now)
        {
            var speaksOf = subject(item, $"{way}/{name}");
            if (old.TryGetValue(name, out var was)) compare(speaksOf, was, item);
            else speaksOf.Added(item.Text());
        }

        foreach (var (name, item) in old.Where(pair => !now.ContainsKey(pair.Key)))
            subject(item, $"{way}/{name}").Removed(item.Text());
        TellOrder(all, way, [.. old.Keys.Where(now.ContainsKey)], [.. now.Keys.Where(old.ContainsKey)]);
    }

    public static void TellOrder(Subject all, string way, List<string> old, List<string> now)
    {
        if (old.SequenceEqual(now)) return;
        all.Tell(
            way,
            new Texts.Sentence("Differs.Reordered", all.LabelOf(way), string.Join(", ", now), string.Join(", ", old)),
            string.Join(", ", old),
            string.Join(", ", now));
    }

    private Dictionary<string, JsonObject>? Read(JsonNode? list)
    {
        if (list is null) return [];
        if (list is not JsonArray items) return null;
        var read = new Dictionary<string, JsonObject>();
        foreach (var item in items)
        {
            if (item is not JsonObject shape || shape.Text(key) is not { Length: > 0 } name) return null;
            var free = name;
            for (var copy = 2; read.ContainsKey(free); copy++) free = $"{name} #{copy}";
            read[free] = shape;
        }

        return read;
    }
}
