using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ApprovalFlows.DevTools.Licences;

/// <summary>The .NET packages that the last restore took, for all projects of the solution.</summary>
internal sealed partial class NetPackages
{
    private static readonly string[] s_delivered = ["runtime", "native", "runtimeTargets"];

    private readonly Dictionary<string, Package> packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> direct = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> shipped = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<Dependency> Read()
    {
        var read = new NetPackages();
        var published = Published().Matches(File.ReadAllText(WorkingTree.PathOf(Programs.Image)))
            .Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (Match project in Project().Matches(File.ReadAllText(WorkingTree.PathOf("ApprovalFlows.sln"))))
            read.Add(project.Groups[1].Value, published.Contains(project.Groups[1].Value));
        return [.. read.packages.Select(package => read.Describe(package.Key, package.Value))];
    }

    private void Add(string project, bool ships)
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(WorkingTree.PathOf($"artifacts/obj/{project}/project.assets.json")));
        var folders = Names(assets.RootElement, "packageFolders").ToList();
        var found = assets.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(one => one.Value.GetProperty("type").GetString() == "package")
            .ToDictionary(one => one.Name, one => one.Value, StringComparer.OrdinalIgnoreCase);
        var byName = found.Keys.ToDictionary(key => key.Split('/')[0], StringComparer.OrdinalIgnoreCase);
        foreach (var (key, assetsOfOne) in found)
        {
            Known(key, folders);
            foreach (var needed in Names(assetsOfOne, "dependencies").Where(byName.ContainsKey))
                Known(byName[needed], folders).NeededBy.Add(key);
            if (ships && Delivers(key)) shipped.Add(key);
        }

        AddOwnChoices(assets.RootElement, folders, ships);

        bool Delivers(string key) =>
            s_delivered.SelectMany(kind => Names(found[key], kind))
                .Any(file => !file.EndsWith("_._", StringComparison.Ordinal))
            || Names(found[key], "dependencies").Any(name => byName.TryGetValue(name, out var one) && Delivers(one));
    }

    private Package Known(string key, List<string> folders)
    {
        if (!packages.TryGetValue(key, out var package)) packages[key] = package = new Package(folders);
        return package;
    }

    // A package that is only downloaded has a reference by path in its project: it is delivered.
    private void AddOwnChoices(JsonElement assets, List<string> folders, bool ships)
    {
        foreach (var framework in assets.GetProperty("project").GetProperty("frameworks").EnumerateObject())
        {
            direct.UnionWith(Names(framework.Value, "dependencies"));
            if (!framework.Value.TryGetProperty("downloadDependencies", out var downloads)) continue;
            foreach (var one in downloads.EnumerateArray().Where(one => !IsPartOfTheSdk(one)))
            {
                var version = one.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0];
                var key = $"{one.GetProperty("name").GetString()}/{version}";
                Known(key, folders);
                direct.Add(key.Split('/')[0]);
                if (ships) shipped.Add(key);
            }
        }
    }

    private static bool IsPartOfTheSdk(JsonElement download) =>
        SdkPack().IsMatch(download.GetProperty("name").GetString()!);

    private Dependency Describe(string key, Package package)
    {
        var parts = key.Split('/');
        var metadata = package.Metadata(parts[0], parts[1]);
        var licence = Of("license");
        return new Dependency(Name(metadata), parts[1], ".NET", shipped.Contains(key) ? Use.Runs : Use.Builds)
        {
            Licence = licence?.Attribute("type")?.Value == "expression" ? licence.Value : "",
            Site = Of("projectUrl")?.Value ?? Of("repository")?.Attribute("url")?.Value ?? "",
            IsDirect = direct.Contains(parts[0]),
            NeededBy = [.. package.NeededBy.Select(one => one.Split('/'))
                .Select(one => Name(packages[string.Join('/', one)].Metadata(one[0], one[1])))
                .Order(StringComparer.OrdinalIgnoreCase).Distinct()],
        };

        XElement? Of(string name) => metadata.Elements().FirstOrDefault(one => one.Name.LocalName == name);
    }

    private static string Name(XElement metadata) =>
        metadata.Elements().First(one => one.Name.LocalName == "id").Value;

    private static IEnumerable<string> Names(JsonElement element, string property) =>
        element.TryGetProperty(property, out var named) ? named.EnumerateObject().Select(one => one.Name) : [];

    [GeneratedRegex(@"""([^""\\/]+)"", ""[^""]+\.csproj""")]
    private static partial Regex Project();

    [GeneratedRegex(@"dotnet publish src/(\S+)")]
    private static partial Regex Published();

    [GeneratedRegex(@"^Microsoft\.(NETCore|AspNetCore|WindowsDesktop)\.App\.")]
    private static partial Regex SdkPack();
}
