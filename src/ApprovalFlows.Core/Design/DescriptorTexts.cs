using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design;

/// <summary>
/// Puts what a designer shows of activities into a language. Names, types and values are what definitions hold
/// and stay as they are; what has no text here, such as a flow used as an activity, keeps its own.
/// </summary>
public sealed class DescriptorTexts(CultureInfo culture)
{
    private const string About = ".About";

    private static readonly string[] Members = ["inputs", "outputs", "ports"];
    private static readonly (string Hint, string List)[] Choices =
        [("dropdown", "selectList"), ("checklist", "checkList"), ("radiolist", "radioList")];

    /// <param name="descriptor">A descriptor as written for designers; it is changed.</param>
    public JsonObject Translate(JsonObject descriptor)
    {
        var type = descriptor["typeName"]!.ToString();
        Name(descriptor, type);
        foreach (var member in Members.SelectMany(name => descriptor[name]!.AsArray()).OfType<JsonObject>())
        {
            var key = $"{type}.{member["name"]}";
            Name(member, key);
            if (member["uiSpecifications"] is JsonObject specifications) TranslateChoices(specifications, key);
        }

        return descriptor;
    }

    /// <param name="specifications">What a designer is told of an input; it is changed.</param>
    /// <param name="key">Type of the activity and name of the input.</param>
    public JsonObject TranslateChoices(JsonObject specifications, string key)
    {
        foreach (var (hint, list) in Choices)
        {
            if (specifications[hint]?[list]?["items"] is not JsonArray items) continue;
            foreach (var item in items.OfType<JsonObject>()) Put(item, "text", $"{key}.{item["value"]}");
        }

        return specifications;
    }

    private void Name(JsonObject shown, string key)
    {
        Put(shown, "displayName", key);
        Put(shown, "description", key + About);
        Put(shown, "category", $"Category.{shown["category"]}");
    }

    private void Put(JsonObject shown, string member, string key)
    {
        if (TextResources.TryFind(key, culture) is { } text) shown[member] = text;
    }
}
