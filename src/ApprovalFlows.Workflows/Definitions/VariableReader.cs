using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Reads variables of definitions and containers (Elsa: VariableDefinitionMapper.cs).</summary>
internal static class VariableReader
{
    public static VariableDefinition ReadDefinition(JsonObject json) => new(
        json.Text("id") ?? "",
        json.Text("name") ?? "",
        json.Text("typeName") ?? "Object",
        json.Flag("isArray") ?? false,
        json.Text("value"),
        json.Text("storageDriverTypeName"));

    /// <summary>The variable, or null when its type is unknown: Elsa drops it with a warning.</summary>
    public static Variable? Create(VariableDefinition definition, bool strict)
    {
        if (TypeAliases.Find(definition.TypeName) is not { } type)
            return null;
        return Create(
            definition with { Value = string.IsNullOrWhiteSpace(definition.Value) ? null : definition.Value },
            definition.IsArray ? type.MakeArrayType() : type,
            strict);
    }

    /// <summary>A variable of a container: an unknown type counts as Object (Elsa: VariableMapper.cs).</summary>
    public static Variable CreateInner(VariableDefinition definition, bool strict) =>
        Create(definition, TypeAliases.Find(definition.TypeName) ?? typeof(object), strict);

    private static Variable Create(VariableDefinition definition, Type type, bool strict)
    {
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        variable.Id = definition.Id;
        variable.Name = definition.Name;
        variable.Value = definition.Value;
        variable.IsLenient = !strict;
        variable.StorageDriverType = DriverOf(definition.StorageDriverTypeName);
        return variable;
    }

    // Elsa accepts any text that contains the class name of the driver.
    public static Type? DriverOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (name.Contains(nameof(WorkflowInstanceStorageDriver), StringComparison.OrdinalIgnoreCase)
            || name.Contains(nameof(WorkflowStorageDriver), StringComparison.OrdinalIgnoreCase))
            return typeof(WorkflowInstanceStorageDriver);
        return name.Contains(nameof(MemoryStorageDriver), StringComparison.OrdinalIgnoreCase)
            ? typeof(MemoryStorageDriver)
            : null;
    }
}
