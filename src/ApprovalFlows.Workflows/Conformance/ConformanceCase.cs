using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>One recorded case of a folder: what to do and what should come of it in each mode.</summary>
public sealed class ConformanceCase
{
    private const string Suffix = ".expected.json";

    private ConformanceCase(string folder, string name, JsonObject expected)
    {
        Folder = folder;
        Name = name;
        Expected = expected;
    }

    public string Folder { get; }
    public string Name { get; }
    public JsonObject Expected { get; }

    /// <summary>A setting of the host that was recorded; absent ones are false.</summary>
    public bool Setting(string name) => Expected["settings"]?[name]?.GetValue<bool>() ?? false;

    public IEnumerable<JsonObject> Steps => Expected["steps"]!.AsArray().OfType<JsonObject>();

    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal)
            .Select(path => Path.GetFileName(path)[..^Suffix.Length]);

    public static ConformanceCase Load(string folder, string name) =>
        new(folder, name, JsonNode.Parse(
            File.ReadAllText(Path.Combine(folder, name + Suffix)))!.AsObject());

    public string ReadDefinition(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The recorded result for a mode; null when none was recorded.</summary>
    public JsonObject? ResultFor(string mode) =>
        Expected["results"]!.AsArray().OfType<JsonObject>().FirstOrDefault(result =>
            result["modes"]!.AsArray().Any(item => item!.GetValue<string>() == mode));
}
