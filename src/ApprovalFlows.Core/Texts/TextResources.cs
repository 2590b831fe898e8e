using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace ApprovalFlows.Core.Texts;

/// <summary>
/// All resource sets (.resx) that lie in this folder. A new file is found by itself; a key must be
/// unique over all sets.
/// </summary>
public static class TextResources
{
    private const string Prefix = "ApprovalFlows.Core.Texts.";
    private const string Suffix = ".resources";

    private static readonly FrozenDictionary<string, ResourceManager> s_sets = LoadSets();

    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>The languages of the product; the first is the default.</summary>
    public static IReadOnlyList<CultureInfo> Languages { get; } = [Chinese, Vietnamese, English];

    /// <summary>Names of the resource sets, such as <c>Rules</c>.</summary>
    public static IEnumerable<string> SetNames => s_sets.Keys.Order(StringComparer.Ordinal);

    /// <summary>The language of the product for a code such as <c>zh-CN</c>; the default for others.</summary>
    public static CultureInfo Of(string language) => Languages.FirstOrDefault(known =>
        known.TwoLetterISOLanguageName == language.Split('-')[0]) ?? Chinese;

    /// <exception cref="MissingManifestResourceException">No set holds the key.</exception>
    public static string Find(string key, CultureInfo culture) =>
        TryFind(key, culture)
        ?? throw new MissingManifestResourceException($"No text for the key '{key}'.");

    public static string? TryFind(string key, CultureInfo culture) =>
        s_sets.Values.Select(set => set.GetString(key, culture)).FirstOrDefault(text => text is not null);

    public static bool Contains(string key) => TryFind(key, Chinese) is not null;

    internal static ResourceSet ReadSet(string name, CultureInfo culture)
    {
        // The neutral file holds the Chinese texts; there is no satellite for zh-CN.
        var language = culture.Equals(Chinese) ? CultureInfo.InvariantCulture : culture;
        return s_sets[name].GetResourceSet(language, createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"{name} lacks {culture.Name}.");
    }

    private static FrozenDictionary<string, ResourceManager> LoadSets()
    {
        var assembly = typeof(TextResources).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)
                && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .ToFrozenDictionary(
                name => name, name => new ResourceManager(Prefix + name, assembly));
    }
}
