using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApprovalFlows.Core;

/// <summary>
/// Reads the data files that lie in the Data folders and are built into the assembly.
/// </summary>
internal static class SeedFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads a text in the form of these files.</summary>
    public static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException("It is empty.");

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    /// <summary>Names of the files of a folder that begin so, to be given to Read.</summary>
    public static IEnumerable<string> List(string folder, string start)
    {
        var prefix = $"ApprovalFlows.Core.{folder}.Data.";
        return typeof(SeedFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix + start, StringComparison.Ordinal))
            .Select(name => $"{folder}/{name[prefix.Length..]}");
    }

    /// <param name="name">Folder and file, such as <c>Areas/areas.json</c>, without "Data".</param>
    public static T Read<T>(string name)
    {
        var folder = Path.GetDirectoryName(name)!;
        var resource = $"ApprovalFlows.Core.{folder}.Data.{Path.GetFileName(name)}";
        using var stream = typeof(SeedFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"{resource} is not built in.");
        return JsonSerializer.Deserialize<T>(stream, s_options)
            ?? throw new JsonException($"{resource} is empty.");
    }
}
