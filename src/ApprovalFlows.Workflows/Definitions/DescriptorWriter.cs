using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Descriptors as designers read them: no collection is ever missing (Elsa: ActivityDescriptor.cs).</summary>
public sealed class DescriptorWriter(UISpecifications specifications)
{
    public async Task<JsonObject> WriteAsync(ActivityDescriptor descriptor, CancellationToken ct = default)
    {
        var inputs = new JsonArray();
        foreach (var input in descriptor.Inputs)
            inputs.Add(await WriteAsync(input, ct));
        return new JsonObject
        {
            ["typeName"] = descriptor.TypeName,
            ["namespace"] = descriptor.Namespace,
            ["name"] = descriptor.Name,
            ["version"] = descriptor.Version,
            ["category"] = descriptor.Category,
            ["displayName"] = descriptor.DisplayName,
            ["description"] = descriptor.Description,
            ["inputs"] = inputs,
            ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(Write)]),
            ["kind"] = descriptor.Kind.ToString(),
            ["runAsynchronously"] = descriptor.RunAsynchronously,
            ["ports"] = new JsonArray([.. descriptor.Ports.Select(Write)]),
            ["customProperties"] = descriptor.CustomProperties.DeepClone(),
            ["constructionProperties"] = descriptor.ConstructionProperties.DeepClone(),
            ["isContainer"] = descriptor.IsContainer,
            ["isBrowsable"] = descriptor.IsBrowsable,
            ["isStart"] = descriptor.IsStart,
            ["isTerminal"] = descriptor.IsTerminal,
        };
    }

    private async Task<JsonObject> WriteAsync(InputDescriptor input, CancellationToken ct) => new()
    {
        ["name"] = input.Name,
        ["typeName"] = TypeAliases.NameOf(input.Type),
        ["displayName"] = input.DisplayName,
        ["description"] = input.Description,
        ["order"] = input.Order,
        ["isBrowsable"] = input.IsBrowsable,
        ["isSerializable"] = input.IsSerializable,
        ["isSynthetic"] = input.IsSynthetic,
        ["isWrapped"] = input.IsWrapped,
        ["uiHint"] = input.UIHint,
        ["category"] = input.Category,
        ["defaultValue"] = JsonSerializer.SerializeToNode(input.DefaultValue, EngineJson.Options),
        ["defaultSyntax"] = input.DefaultSyntax,
        ["isReadOnly"] = input.IsReadOnly,
        ["isSensitive"] = input.IsSensitive,
        ["autoEvaluate"] = input.AutoEvaluate,
        ["storageDriverType"] = null,
        ["uiSpecifications"] = await specifications.OfAsync(input, ct: ct),
    };

    private static JsonObject Write(OutputDescriptor output) => new()
    {
        ["name"] = output.Name,
        ["typeName"] = TypeAliases.NameOf(output.Type),
        ["displayName"] = output.DisplayName,
        ["description"] = output.Description,
        ["order"] = 0,
        ["isBrowsable"] = output.IsBrowsable,
        ["isSerializable"] = output.IsSerializable,
        ["isSynthetic"] = output.IsSynthetic,
    };

    private static JsonObject Write(PortDescriptor port) => new()
    {
        ["name"] = port.Name,
        ["displayName"] = port.DisplayName,
        ["type"] = port.IsEmbedded ? "Embedded" : "Flow",
        ["isBrowsable"] = port.IsBrowsable,
    };
}
