using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.JavaScript;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>What flows can be made of: activities with their inputs, as the engine describes them.</summary>
internal static class DescriptorReads
{
    private const string Activities = "/descriptors/activities";

    // The frame of Studio lies on our site, so its requests carry the language chosen there.
    private static DescriptorTexts Texts => new(CultureInfo.CurrentUICulture);

    public static void MapDescriptorReads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Activities, ListAsync);
        routes.MapGet(Activities + "/{typeName}", ShowAsync);
        routes.MapPost(Activities + "/{typeName}/options/{inputName}", OptionsAsync);
        routes.MapPost("/scripting/javascript/type-definitions/{definitionId}", DeclareAsync);
    }

    private static async Task<IResult> ListAsync(
        DesignerTypes types, DescriptorWriter writer, CancellationToken cancellation)
    {
        var items = new List<JsonObject>();
        foreach (var descriptor in await types.ListAsync(cancellation))
            items.Add(Texts.Translate(await writer.WriteAsync(descriptor, cancellation)));
        return StudioLists.Answer(items);
    }

    private static async Task<IResult> ShowAsync(
        string typeName, int? version, DesignerTypes types, DescriptorWriter writer, CancellationToken cancellation) =>
        TypedResults.Json(Texts.Translate(await writer.WriteAsync(
            await FindAsync(types, typeName, version, cancellation), cancellation)));

    private static async Task<IResult> OptionsAsync(
        string typeName,
        string inputName,
        HttpRequest request,
        DesignerTypes types,
        UISpecifications specifications,
        CancellationToken cancellation)
    {
        var body = await DefinitionWrites.ReadAsync(request, cancellation);
        var descriptor = await FindAsync(types, typeName, null, cancellation);
        var input = descriptor.Inputs.FirstOrDefault(item => item.Name == inputName)
            ?? throw RuleViolation.NotFound("PageUnknown");
        var options = await specifications.OfAsync(input, body["context"], cancellation);
        return TypedResults.Json(new JsonObject
        {
            ["items"] = Texts.TranslateChoices(options, $"{typeName}.{inputName}"),
        });
    }

    private static async Task<IResult> DeclareAsync(
        string definitionId, IWorkflowStore store, CancellationToken cancellation)
    {
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellation);
        return TypedResults.Text(
            ScriptDeclarations.Of(latest), "text/plain");
    }

    private static async Task<ActivityDescriptor> FindAsync(
        DesignerTypes types, string typeName, int? version, CancellationToken cancellation) =>
        (await types.ListAsync(cancellation))
            .Where(item => item.TypeName == typeName && (version is null || item.Version == version))
            .MaxBy(item => item.Version)
        ?? throw RuleViolation.NotFound("PageUnknown");
}
