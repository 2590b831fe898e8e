using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Workflows.LogPersistence;

/// <summary>
/// Which inputs and outputs of a node its journal entries keep (Elsa:
/// ActivityPropertyLogPersistenceEvaluator.cs). Values that are sensitive or no data are never kept.
/// </summary>
internal sealed class LogPersistencePlan
{
    private const string NotSerializable = "(not serializable)";

    private readonly List<(InputSlot Slot, LogPersistenceRule Rule)> inputs = [];
    private readonly List<(OutputDescriptor Output, LogPersistenceRule Rule)> outputs = [];

    private LogPersistencePlan()
    {
    }

    /// <summary>Null when nothing of the node is ever kept.</summary>
    public static LogPersistencePlan? Of(ActivityNode node, JsonObject workflow, WorkflowOptions options)
    {
        var activity = node.Activity.CustomProperties;
        var config = activity.TryGetValue("logPersistenceConfig", out var given) ? given as JsonNode : null;
        var legacy = activity.TryGetValue("logPersistenceMode", out var older) ? older as JsonNode : null;
        LogPersistenceSetting[] wider =
        [
            Default(config), Default(legacy),
            Default(workflow["logPersistenceConfig"]), Default(workflow["logPersistenceMode"]),
            new LogPersistenceSetting(options.LogPersistence, null),
        ];
        var plan = new LogPersistencePlan();
        foreach (var slot in node.Inputs)
            if (slot.Descriptor is { IsSensitive: false, IsSerializable: true }
                && RuleFor("inputs", slot.Descriptor.Name) is { NeverIncludes: false } rule)
                plan.inputs.Add((slot, rule));
        foreach (var output in node.Descriptor.Outputs)
            if (RuleFor("outputs", output.Name) is { NeverIncludes: false } rule)
                plan.outputs.Add((output, rule));
        return plan.inputs.Count + plan.outputs.Count == 0 ? null : plan;

        LogPersistenceRule RuleFor(string kind, string name) =>
            new([Entry(config, kind, name), Entry(legacy, kind, name), .. wider]);
    }

    public async ValueTask<LoggedValues> CollectAsync(ActivityExecutionContext context, ExpressionEvaluators evaluators)
    {
        var workflow = context.WorkflowExecutionContext;
        JsonObject? state = null, results = null;
        foreach (var (slot, rule) in inputs)
            if (context.TryGetEvaluated(slot, out var value) && await rule.IncludesAsync(evaluators, context))
                (state ??= [])[slot.Descriptor.Name] = NodeOf(value, workflow.Options.MaxLoggedValueCharacters);
        foreach (var (output, rule) in outputs)
            if (workflow.TryGetOutput(context, output.Name, out var value)
                && await rule.IncludesAsync(evaluators, context))
                (results ??= [])[output.Name] = output.IsSerializable == false
                    ? NotSerializable
                    : NodeOf(value, workflow.Options.MaxLoggedValueCharacters);
        return new LoggedValues(state?.ToJsonString(EngineJson.Plain), results?.ToJsonString(EngineJson.Plain));
    }

    private static LogPersistenceSetting Default(JsonNode? json) =>
        json is JsonObject ? LogPersistenceSetting.Read(LogPersistenceSetting.Find(json, "default"))
            : LogPersistenceSetting.Read(json);

    private static LogPersistenceSetting Entry(JsonNode? json, string kind, string name) =>
        LogPersistenceSetting.Read(LogPersistenceSetting.Find(LogPersistenceSetting.Find(json, kind), name));

    private static JsonNode? NodeOf(object? value, int limit)
    {
        if (value is null)
            return null;
        try
        {
            var text = JsonSerializer.Serialize(value, value.GetType(), EngineJson.WithPlainObjects);
            return text.Length <= limit ? JsonNode.Parse(text) : $"({text.Length} characters)";
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return NotSerializable;
        }
    }
}

/// <summary>What a journal entry keeps of an execution, as JSON objects by name; null when nothing.</summary>
internal readonly record struct LoggedValues(string? Inputs, string? Outputs);
