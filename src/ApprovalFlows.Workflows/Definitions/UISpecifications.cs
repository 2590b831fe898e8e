using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.UIHints;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>What a designer is told of an input beyond its descriptor: choices, languages.</summary>
public sealed class UISpecifications(IServiceProvider services)
{
    /// <summary>By the input's hint first, then what its handlers say, in the order of their priority.</summary>
    public async Task<JsonObject> OfAsync(
        InputDescriptor input, object? context = null, CancellationToken ct = default)
    {
        var specifications = OfHint(input);
        if (input.Property is null)
            return specifications;
        var handlers = input.UIHandlers
            .Select(type => (IPropertyUIHandler)ActivatorUtilities.GetServiceOrCreateInstance(services, type));
        foreach (var handler in handlers.OrderBy(handler => handler.Priority))
            foreach (var (key, value) in await handler.GetUIPropertiesAsync(input.Property, context, ct))
                specifications[key] = JsonSerializer.SerializeToNode(value, EngineJson.Options);
        return specifications;
    }

    private static JsonObject OfHint(InputDescriptor input) => input.UIHint switch
    {
        InputUIHints.JsonEditor => new() { ["code-editor"] = new JsonObject { ["language"] = "json" } },
        InputUIHints.DropDown when input.Items is not null => new()
        {
            ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = ItemsOf(input) } },
        },
        InputUIHints.CheckList when input.Items is not null => OfList("checklist", "checkList", input),
        InputUIHints.RadioList when input.Items is not null => OfList("radiolist", "radioList", input),
        _ => [],
    };

    private static JsonObject OfList(string hint, string list, InputDescriptor input) => new()
    {
        [hint] = new JsonObject
        {
            [list] = new JsonObject { ["items"] = ItemsOf(input), ["isFlagsEnum"] = false },
        },
    };

    private static JsonNode? ItemsOf(InputDescriptor input) =>
        JsonSerializer.SerializeToNode(input.Items, EngineJson.Options);
}
