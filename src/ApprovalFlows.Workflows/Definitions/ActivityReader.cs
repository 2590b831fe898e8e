using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Makes activities of their JSON (Elsa: ActivityJsonConverter.cs).</summary>
internal sealed class ActivityReader(
    ActivityRegistry registry,
    InputReader inputs,
    Func<JsonObject, ActivityDescriptor?> findWorkflowActivity,
    WorkflowOptions options)
{
    private int depth;

    public IActivity Read(JsonObject json)
    {
        if (++depth > options.MaxNestingDepth)
            throw new DefinitionFormatException($"Activities are nested more than {options.MaxNestingDepth} deep.");
        var type = json.Text("type")
            ?? throw new DefinitionFormatException($"The activity at {json.GetPath()} has no type.");
        RequireShape(json);
        var version = json.Number("version");
        var descriptor = (version is { } number ? registry.Find(type, number) : null)
            ?? registry.FindLatest(type)
            ?? findWorkflowActivity(json);
        var activity = descriptor is null ? NotFound(json, type) : Fill(descriptor, json);
        depth--;
        return activity;
    }

    // Elsa reads these two without looking first.
    private static void RequireShape(JsonObject json)
    {
        if (!json.HasExactly("type"))
            throw new DefinitionFormatException($"The activity at {json.GetPath()} has no type.");
        if (json.TryGetPropertyValue("version", out var version)
            && version?.GetValueKind() != JsonValueKind.Number)
            throw new DefinitionFormatException($"The version at {json.GetPath()} must be a number.");
        if (json.TryGetPropertyValue("customProperties", out var properties) && properties is not JsonObject)
            throw new DefinitionFormatException(
                $"The customProperties at {json.GetPath()} must be an object.");
    }

    private static NotFoundActivity NotFound(JsonObject json, string type)
    {
        var activity = new NotFoundActivity { MissingType = type };
        ReadCommon(activity, json);
        return activity;
    }

    private IActivity Fill(ActivityDescriptor descriptor, JsonObject json)
    {
        var activity = descriptor.Create();
        ReadCommon(activity, json);
        activity.Type = descriptor.TypeName;
        activity.Version = json.Number("version") ?? descriptor.Version;
        foreach (var input in descriptor.Inputs)
            if (TryGet(json, input.PropertyName, input.Name, out var value))
                input.Set(activity, input.IsWrapped
                    ? inputs.ReadInput(value, input.Type)
                    : ReadPlain(value, input.Type));
        foreach (var output in descriptor.Outputs)
            if (TryGet(json, output.PropertyName, output.Name, out var value))
                output.Set(activity, InputReader.ReadOutput(value, output.Type, output.IsSynthetic));
        if (descriptor.ClrType is { } clrType)
            foreach (var property in PropertyTable.Of(clrType))
                if (TryGet(json, property.Name, property.Name, out var value))
                    property.Set(activity, ReadProperty(value, property.Type));
        if (activity is IReadsJson reader)
            reader.ReadJson(json, this);
        (activity as IComposite)?.Setup();
        return activity;
    }

    public IActivity? ReadChild(JsonNode? json) => json is JsonObject shape ? Read(shape) : null;

    public Expressions.Models.Expression? ReadExpression(JsonObject? json) => inputs.ReadExpression(json);

    private object? ReadProperty(JsonNode? json, Type type)
    {
        if (typeof(IActivity).IsAssignableFrom(type))
            return ReadChild(json);
        if (type == typeof(ICollection<IActivity>))
            return json is JsonArray array
                ? array.OfType<JsonObject>().Select(Read).ToList()
                : new List<IActivity>();
        if (type == typeof(ICollection<Variable>))
            return ReadVariables(json);
        return ReadPlain(json, type);
    }

    private object? ReadPlain(JsonNode? json, Type type)
    {
        if (typeof(Variable).IsAssignableFrom(type))
            return json is JsonObject variable ? ReadVariable(variable) : null;
        if (PlainReaders.For(type) is { } read)
            return read(json, this);
        try
        {
            return json is null ? Default(type) : json.Deserialize(type, EngineJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new DefinitionFormatException($"The value at {json!.GetPath()} is not readable: {e.Message}", e);
        }
    }

    private List<Variable> ReadVariables(JsonNode? json) =>
        json is not JsonArray array
            ? []
            : [.. array.OfType<JsonObject>()
                .Select(item => VariableReader.CreateInner(
                    VariableReader.ReadDefinition(item), options.StrictConversion))];

    private static Variable ReadVariable(JsonObject json) =>
        new(json.Text("name") ?? "", null, json.Text("id") ?? "");

    private static object? Default(Type type) =>
        type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool TryGet(JsonObject json, string propertyName, string name, out JsonNode? value) =>
        json.TryGetPropertyValue(propertyName, out value) || json.TryGetPropertyValue(name, out value);

    private static void ReadCommon(IActivity activity, JsonObject json)
    {
        activity.Id = json.Text("id") ?? "";
        activity.Name = json.Text("name");
        foreach (var (name, value) in json.Object("customProperties") ?? [])
            if (value is not null)
                activity.CustomProperties[name] = value;
        foreach (var (name, value) in json.Object("metadata") ?? [])
            if (value is not null)
                activity.Metadata[name] = value;
        ReadFlag(activity, json, ActivityFlags.CanStartWorkflow);
        ReadFlag(activity, json, ActivityFlags.RunAsynchronously);
    }

    // A custom property wins over a member of the activity (Elsa: ActivityConstructorContext.cs).
    private static void ReadFlag(IActivity activity, JsonObject json, string name)
    {
        var flag = json.Object("customProperties")?.Flag(name) ?? json.Flag(name);
        activity.CustomProperties[name] = flag ?? false;
    }
}

/// <summary>An activity that reads parts of its JSON itself.</summary>
internal interface IReadsJson
{
    void ReadJson(JsonObject json, ActivityReader reader);
}
