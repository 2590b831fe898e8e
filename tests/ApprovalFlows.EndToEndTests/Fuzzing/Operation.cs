using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace ApprovalFlows.EndToEndTests.Fuzzing;

/// <summary>What may be asked of the program, and what was learnt about it while asking.</summary>
internal sealed partial record Operation(string Method, string Path, IReadOnlyList<string> Query)
{
    /// <summary>Fields of the body that refusals have named.</summary>
    public SortedSet<string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Who was let in so far, by name.</summary>
    public HashSet<string> LetIn { get; } = [];

    public bool IsPage { get; init; }

    /// <summary>What it is about: "tasks" of /api/tasks/{id}/decision.</summary>
    public string Matter =>
        Path.Split('/').FirstOrDefault(part => part is not ("" or "api" or "elsa")) ?? "";

    /// <summary>A body that would be taken, to be spoilt in one or two places.</summary>
    public JsonObject? Sample { get; init; }

    public bool HasBody => !IsPage && Method is "POST" or "PUT" or "PATCH";

    public override string ToString() => $"{Method} {Path}";

    /// <summary>All operations that the program itself tells of.</summary>
    public static IEnumerable<Operation> ReadOpenApi(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        where !path.Name.StartsWith("/dev", StringComparison.Ordinal)
        from method in path.Value.EnumerateObject()
        where method.Value.ValueKind == JsonValueKind.Object
        select new Operation(method.Name.ToUpperInvariant(), path.Name, [.. QueryOf(method.Value)]);

    /// <summary>All pages with the names of their query fields, as their classes hold them.</summary>
    public static IEnumerable<Operation> ReadPages() =>
        from type in typeof(Program).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>()
        let query = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(property =>
                (property.Name, Asked: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
            .Where(pair => pair.Asked is not null)
            .Select(pair => pair.Asked!.Name ?? pair.Name.ToLowerInvariant())
        orderby route.Template
        select new Operation("GET", Constraint().Replace(route.Template, "{$1}"), [.. query.Order()]) { IsPage = true };

    private static IEnumerable<string> QueryOf(JsonElement method) =>
        method.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray()
                .Where(parameter => parameter.GetProperty("in").GetString() == "query")
                .Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];

    [GeneratedRegex(@"\{\*{0,2}([A-Za-z]+)[^}]*\}")]
    private static partial Regex Constraint();
}
