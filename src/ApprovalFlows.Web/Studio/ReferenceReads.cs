using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Web.Studio;

/// <summary>What flows may choose from besides activities: kinds of expressions, strategies, types.</summary>
internal static class ReferenceReads
{
    private static readonly string[] HiddenExpressions =
        [Expression.Literal, "Object", "Json", "Output", Expression.Delegate];

    private static readonly Dictionary<string, string> EditorLanguages = new()
    {
        ["Object"] = "json",
        ["Json"] = "json",
        ["JavaScript"] = "javascript",
        ["Liquid"] = "liquid",
    };

    public static void MapReferenceReads(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("/descriptors");
        lists.MapGet("/expression-descriptors", Expressions);
        lists.MapGet("/workflow-activation-strategies", () => Types(StrategyNames.Activations));
        lists.MapGet("/incident-strategies", () => Types(StrategyNames.OfferedIncidents));
        lists.MapGet("/log-persistence-strategies", () => Types(StrategyNames.LogPersistence));
        // A burst is committed once, all of it or nothing: there is nothing to choose.
        lists.MapGet("/commit-strategies/workflows", None);
        lists.MapGet("/commit-strategies/activities", None);
        lists.MapGet("/output-converters", None);
        lists.MapGet("/variables", Variables);
        lists.MapGet("/storage-drivers", Drivers);
        routes.MapGet("/features/installed", Features);
        routes.MapGet("/package/version", static IResult () => TypedResults.Json(new { PackageVersion = "3.8.2" }));
    }

    // No other: no tab appears that nothing stands behind.
    private static IResult Features() => StudioLists.Answer([new JsonObject
    {
        ["name"] = "RealTimeWorkflowUpdates",
        ["namespace"] = "Elsa",
        ["fullName"] = "Elsa.RealTimeWorkflowUpdates",
        ["displayName"] = "Real-time workflow updates",
        ["description"] = "",
    }]);

    private static IResult None() => StudioLists.Answer([]);

    private static IResult Expressions(ExpressionEvaluators evaluators) =>
        StudioLists.Answer(evaluators.Types.Select(type => new JsonObject
        {
            ["type"] = type,
            ["displayName"] = StudioLists.NameOf(type),
            ["isSerializable"] = type != Expression.Delegate,
            ["isBrowsable"] = !HiddenExpressions.Contains(type),
            ["properties"] = EditorLanguages.TryGetValue(type, out var language)
                ? new JsonObject { ["MonacoLanguage"] = language }
                : [],
        }));

    private static IResult Types(IEnumerable<string> typeNames) =>
        StudioLists.Answer(typeNames.Select(typeName => new JsonObject
        {
            ["typeName"] = typeName,
            ["displayName"] = StudioLists.NameOf(StrategyNames.ShortNameOf(typeName)),
            ["description"] = StudioLists.AboutOf(StrategyNames.ShortNameOf(typeName)),
        }));

    // The first is what Studio proposes for a new variable.
    private static IResult Variables() => StudioLists.Answer(TypeAliases.All
        .OrderBy(item => item.Type != typeof(object))
        .ThenBy(item => CategoryOf(item.Type), StringComparer.Ordinal)
        .Select(item => new JsonObject
        {
            ["typeName"] = item.Alias,
            ["displayName"] = item.Alias,
            ["category"] = StudioLists.NameOf(CategoryOf(item.Type)),
            ["description"] = "",
        }));

    private static IResult Drivers() => StudioLists.Answer(StrategyNames.StorageDrivers.Select((typeName, index) =>
        new JsonObject
        {
            ["typeName"] = typeName,
            ["displayName"] = StudioLists.NameOf(StrategyNames.ShortNameOf(typeName)),
            ["priority"] = -index,
            ["deprecated"] = StrategyNames.ShortNameOf(typeName) == nameof(WorkflowStorageDriver),
        }));

    private static string CategoryOf(Type type) => type.Namespace switch
    {
        _ when type == typeof(byte[]) => "Data",
        "System" => "Primitives",
        "System.IO" => "Data",
        "System.Collections.Generic" => "Lookups",
        "System.Dynamic" or "System.Text.Json" or "System.Text.Json.Nodes" => "Dynamic",
        "System.Net" or "ApprovalFlows.Workflows.Http" => "Http",
        _ => "Dynamic",
    };
}
