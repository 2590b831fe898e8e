using System.Text.RegularExpressions;

namespace ApprovalFlows.DevTools.Licences;

/// <summary>Images and Debian packages: programs of their own, which only their names are read of.</summary>
internal static partial class Programs
{
    public const string Image = "deploy/Dockerfile";

    public static IEnumerable<Dependency> Read(Reviews reviews)
    {
        var image = File.ReadAllText(WorkingTree.PathOf(Image)).Replace("\\\n", " ", StringComparison.Ordinal);
        var compose = File.ReadAllText(WorkingTree.PathOf("docker-compose.yml"));
        var debian = Debian().Match(image).Value;
        var images = From().Matches(image).Concat(ComposeImage().Matches(compose))
            .Select(match => (Name: match.Groups[1].Value, Version: match.Groups[2].Value, Kind: "image"));
        var packages = Install().Matches(image).SelectMany(match => match.Groups[1].Value.Split(' ')).Where(IsName)
            .Select(name => (Name: name, Version: debian, Kind: "Debian"));
        var tests = Missing().Matches(File.ReadAllText(WorkingTree.PathOf(".ci/steps.sh")))
            .Select(match => (Name: match.Groups[1].Value, Version: debian, Kind: "Debian"));
        return images.Concat(packages).Concat(tests).Distinct().Select(one => Describe(one, reviews));
    }

    private static Dependency Describe((string Name, string Version, string Kind) found, Reviews reviews)
    {
        var reviewed = reviews.Programs.FirstOrDefault(one => one.Name == found.Name);
        var use = reviewed is { Builds: true } ? Use.Builds : Use.Beside;
        return new Dependency(found.Name, found.Version, found.Kind, use)
        {
            Licence = reviewed?.Licence ?? "",
            Site = reviewed?.Site ?? "",
            Purpose = reviewed?.Purpose ?? "",
            IsDirect = true,
        };
    }

    private static bool IsName(string word) => word.Length > 0 && word[0] != '-';

    [GeneratedRegex(@"^FROM (\S+):(\S+)", RegexOptions.Multiline)]
    private static partial Regex From();

    // Ours, which has no tag, is none of them.
    [GeneratedRegex(@"^\s+image: (\S+):(\S+)", RegexOptions.Multiline)]
    private static partial Regex ComposeImage();

    [GeneratedRegex(@"(?<=^FROM debian:)\d+", RegexOptions.Multiline)]
    private static partial Regex Debian();

    [GeneratedRegex(@"apt-get install ([^&]*)")]
    private static partial Regex Install();

    [GeneratedRegex(@"missing\+=\(([\w-]+)\)")]
    private static partial Regex Missing();
}
