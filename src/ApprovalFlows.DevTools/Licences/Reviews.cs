using System.Text.Json;

namespace ApprovalFlows.DevTools.Licences;

/// <summary>What people found out and decided; the rest is read from what the build uses.</summary>
/// <param name="Allowed">Licences of what becomes part of the program, or builds and tests it.</param>
/// <param name="AllowedBeside">Also those of programs of their own, and of what delivers nothing.</param>
/// <param name="Licences">For one version each: publishers that name no licence, or none that SPDX knows.</param>
/// <param name="Programs">Images and Debian packages.</param>
/// <param name="Purposes">What we use our own choices for.</param>
internal sealed record Reviews(
    IReadOnlyList<string> Allowed,
    IReadOnlyList<string> AllowedBeside,
    IReadOnlyList<ReviewedLicence> Licences,
    IReadOnlyList<ReviewedProgram> Programs,
    IReadOnlyDictionary<string, string> Purposes)
{
    public const string File = "src/ApprovalFlows.DevTools/Licences/reviews.json";

    public static Reviews Read(string path) => JsonSerializer.Deserialize<Reviews>(
        System.IO.File.ReadAllText(path), JsonSerializerOptions.Web)!;

    public Dependency Complete(Dependency found) => found with
    {
        Licence = Licences.FirstOrDefault(known => known.Of == found.Key)?.Licence ?? found.Licence,
        Purpose = found.IsDirect
            ? Purposes.GetValueOrDefault(found.Name, found.Purpose)
            : $"for {string.Join(", ", found.NeededBy)}",
    };

    public IEnumerable<string> Problems(IReadOnlyList<Dependency> used)
    {
        foreach (var one in used)
        {
            if (one.Licence.Length == 0)
                yield return $"{one.Key}: the publisher names no licence; look and say so in {File}";
            else if (!LicenceExpression.IsAllowed(one.Licence, AllowedFor(one.Use)))
                yield return $"{one.Key}: {one.Licence} is not allowed";
            if (one.IsDirect && one.Purpose.Length == 0)
                yield return $"{one.Key}: {File} does not say what it is for";
        }

        var known = used.SelectMany(one => new[] { one.Key, one.Name }).ToHashSet(StringComparer.Ordinal);
        var unused = Licences.Select(one => one.Of).Concat(Purposes.Keys)
            .Concat(Programs.Select(one => one.Name)).Where(name => !known.Contains(name));
        foreach (var name in unused)
            yield return $"{name}: stands in {File} and is not used";
    }

    private IReadOnlyCollection<string> AllowedFor(Use use) =>
        use == Use.Runs ? Allowed : [.. Allowed, .. AllowedBeside];
}

/// <param name="Of">Name and version: a new version is looked at again.</param>
/// <param name="Licence">SPDX.</param>
/// <param name="From">The address it rests on.</param>
internal sealed record ReviewedLicence(string Of, string Licence, string From);

internal sealed record ReviewedProgram(string Name, string Licence, string Site, string Purpose, bool Builds = false);
