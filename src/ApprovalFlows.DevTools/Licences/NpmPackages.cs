using System.Text.Json;

namespace ApprovalFlows.DevTools.Licences;

/// <summary>The npm packages that the build installed by a lock file.</summary>
internal static class NpmPackages
{
    public static IEnumerable<Dependency> Read(string folder, Use use)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(WorkingTree.PathOf($"{folder}/package-lock.json")));
        var packages = locked.RootElement.GetProperty("packages").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value);
        var direct = Needs(packages[""]).ToHashSet(StringComparer.Ordinal);
        return [.. packages.Where(one => one.Key.Length > 0).Select(one => Describe(one.Key, one.Value))];

        Dependency Describe(string path, JsonElement entry)
        {
            using var own = JsonDocument.Parse(File.ReadAllText(WorkingTree.PathOf($"{folder}/{path}/package.json")));
            var name = NameOf(path);
            return new Dependency(name, entry.GetProperty("version").GetString()!, "npm", use)
            {
                Licence = Text(own.RootElement, "license") ?? "",
                Site = Text(own.RootElement, "homepage") ?? Repository(own.RootElement),
                IsDirect = direct.Contains(name),
                NeededBy = [.. packages.Where(one => one.Key.Length > 0 && Needs(one.Value).Contains(name))
                    .Select(one => NameOf(one.Key)).Order(StringComparer.Ordinal)],
            };
        }
    }

    private static string NameOf(string path) => path.Split("node_modules/")[^1];

    private static IEnumerable<string> Needs(JsonElement entry) =>
        entry.TryGetProperty("dependencies", out var needed) ? needed.EnumerateObject().Select(one => one.Name) : [];

    private static string Repository(JsonElement package)
    {
        if (!package.TryGetProperty("repository", out var repository)) return "";
        var address = repository.ValueKind == JsonValueKind.String ? repository.GetString()! : Text(repository, "url")!;
        return address.Replace("git+", "", StringComparison.Ordinal)
            .Replace("github:", "https://github.com/", StringComparison.Ordinal)
            .Replace(".git", "", StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
