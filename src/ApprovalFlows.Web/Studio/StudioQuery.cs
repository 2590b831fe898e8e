using System.Globalization;
using ApprovalFlows.Core.Design;

namespace ApprovalFlows.Web.Studio;

/// <summary>Query parameters of Studio: names in any case, pages from 0, lists as repeated keys.</summary>
internal static class StudioQuery
{
    private const int MaxIds = 500;

    public static FlowQuery Definitions(IQueryCollection query)
    {
        var (choice, version) = Versions(query["versionOptions"].ToString());
        return new FlowQuery
        {
            Versions = choice,
            Version = version,
            DefinitionIds = List(query, "definitionIds"),
            VersionIds = List(query, "ids"),
            Search = query["searchTerm"].ToString(),
            OrderBy = Enum.TryParse<FlowOrder>(query["orderBy"], ignoreCase: true, out var order)
                ? order
                : FlowOrder.Created,
            Descending = string.Equals(query["orderDirection"], "Descending", StringComparison.OrdinalIgnoreCase),
            Page = Number(query, "page") ?? 0,
            PageSize = Number(query, "pageSize") ?? FlowQuery.MaxPageSize,
        };
    }

    /// <summary>An empty text means any version, a number that version.</summary>
    public static (VersionChoice Choice, int? Version) Versions(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? (VersionChoice.All, number)
        : Enum.TryParse<VersionChoice>(text, ignoreCase: true, out var choice) ? (choice, null)
        : (VersionChoice.All, null);

    private static List<string> List(IQueryCollection query, string name) =>
        [.. query[name].OfType<string>().Where(item => item.Length > 0).Take(MaxIds)];

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], CultureInfo.InvariantCulture, out var number) ? number : null;
}
