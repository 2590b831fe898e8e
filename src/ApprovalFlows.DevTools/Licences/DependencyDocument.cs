namespace ApprovalFlows.DevTools.Licences;

/// <summary>The list as people read it; the same for the same dependencies.</summary>
internal static class DependencyDocument
{
    public const string File = "docs/dependencies.md";

    private static readonly (Use Use, string Title, string Text)[] s_tables =
    [
        (Use.Runs, "What runs in production", "Parts of the published programs and the files that pages load."),
        (Use.Beside, "Programs beside it", """
            What the [image](../deploy/Dockerfile) and the [compose file](../docker-compose.yml) name. They are called
            or asked, not linked. A Debian package is the one of that release, with its security updates; what it
            brings along is part of Debian. Of Debian and Chromium the licences of the main parts are named; all of
            them lie in the image under `/usr/share/doc`.
            """),
        (Use.Builds, "What only builds and tests", "Nothing of it is delivered."),
    ];

    public static string Write(IReadOnlyList<Dependency> used, Reviews reviews)
    {
        List<string> lines = ["# Dependencies and their licences", "", Head(reviews)];
        foreach (var (use, title, about) in s_tables)
        {
            lines.AddRange(["", $"## {title}", about, ""]);
            lines.AddRange(["| name | version | from | licence | what for |", "|---|---|---|---|---|"]);
            lines.AddRange(used.Where(one => one.Use == use)
                .OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(one => one.Version, StringComparer.Ordinal)
                .Select(one => $"| {Link(one)} | {one.Version} | {one.Kind} | {one.Licence} | {one.Purpose} |"));
        }

        lines.AddRange(["", "## Licences that were looked up", ""]);
        lines.AddRange(["| dependency | licence | rests on |", "|---|---|---|"]);
        lines.AddRange(reviews.Licences.OrderBy(one => one.Of, StringComparer.OrdinalIgnoreCase)
            .Select(one => $"| {one.Of} | {one.Licence} | <{one.From}> |"));
        return string.Join('\n', lines) + '\n';
    }

    private static string Head(Reviews reviews) => $"""
        Written by `dotnet run --project src/ApprovalFlows.DevTools -- licences` from what the build really uses; do not
        edit. With `--check` it writes nothing and fails when this page is not what it would write, or when a licence
        is not allowed: a test does so. What no package says stands, looked at by people, in
        [`reviews.json`](../{Reviews.File}).

        Licences are SPDX. None of those that are allowed wants a key or forbids a use:

        - everywhere: {string.Join(", ", reviews.Allowed)};
        - for programs of their own, and for what delivers nothing:
          {string.Join(", ", reviews.AllowedBeside)}.

        What a package holds inside stands under the licence that its publisher names for it: Elsa Studio, ECharts and
        Tabler are bundles, and their parts are not listed one by one.
        """;

    private static string Link(Dependency one) => one.Site.Length == 0 ? one.Name : $"[{one.Name}]({one.Site})";
}
