using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.LogPersistence;

/// <summary>One setting: a mode, or an expression that yields one.</summary>
internal readonly record struct LogPersistenceSetting(LogPersistenceMode Mode, Expression? Expression)
{
    private const string ByExpression = "Expression";

    /// <summary>An entry of <c>logPersistenceConfig</c>, or a mode of the older <c>logPersistenceMode</c>.</summary>
    public static LogPersistenceSetting Read(JsonNode? json) => json switch
    {
        JsonObject entry when Text(entry, "evaluationMode") == ByExpression
            && Find(entry, "expression") is JsonObject script =>
            new(LogPersistenceMode.Inherit, new Expression(Text(script, "type") ?? "Literal", Text(script, "value"))),
        JsonObject entry => new(ModeOf(Text(entry, "strategyType")), null),
        JsonValue value => new(ModeOf(value.ToString()), null),
        _ => default,
    };

    // Strategies are named by type: Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core.
    private static LogPersistenceMode ModeOf(string? name) =>
        Enum.TryParse<LogPersistenceMode>(
            name?.Split(',')[0].Split('.')[^1], ignoreCase: true, out var mode)
            ? mode
            : LogPersistenceMode.Inherit;

    public static JsonNode? Find(JsonNode? json, string name) =>
        (json as JsonObject)?.FirstOrDefault(pair =>
            string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Text(JsonObject json, string name) => Find(json, name)?.ToString();
}

/// <summary>The settings that concern one value, from the nearest to the host's.</summary>
internal sealed class LogPersistenceRule
{
    private readonly LogPersistenceSetting[] settings;

    public LogPersistenceRule(IEnumerable<LogPersistenceSetting> all)
    {
        var kept = new List<LogPersistenceSetting>();
        foreach (var setting in all)
        {
            if (setting.Expression is null && setting.Mode == LogPersistenceMode.Inherit)
                continue;
            kept.Add(setting);
            if (setting.Expression is null)
                break;
        }

        settings = [.. kept];
    }

    public bool NeverIncludes => settings is [{ Expression: null, Mode: LogPersistenceMode.Exclude }, ..];

    /// <summary>An expression that fails, or yields no mode, leaves it to the next setting.</summary>
    public async ValueTask<bool> IncludesAsync(ExpressionEvaluators evaluators, ActivityExecutionContext context)
    {
        foreach (var setting in settings)
        {
            var mode = setting.Expression is null
                ? setting.Mode
                : await EvaluateAsync(setting.Expression, evaluators, context);
            if (mode != LogPersistenceMode.Inherit)
                return mode == LogPersistenceMode.Include;
        }

        return true;
    }

    private static async ValueTask<LogPersistenceMode> EvaluateAsync(
        Expression expression, ExpressionEvaluators evaluators, ActivityExecutionContext context)
    {
        try
        {
            var value = await evaluators.EvaluateAsync(
                expression, typeof(object), context.ExpressionExecutionContext);
            return Enum.TryParse<LogPersistenceMode>(value?.ToString(), ignoreCase: true, out var mode)
                ? mode
                : LogPersistenceMode.Inherit;
        }
        catch (Exception e) when (e is not OutOfMemoryException and not OperationCanceledException)
        {
            return LogPersistenceMode.Inherit;
        }
    }
}
