using System.Collections.Concurrent;
using System.ComponentModel;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.UIHints;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Derives the descriptor of an activity class from its attributes (Elsa: ActivityDescriber.cs).</summary>
internal static class ActivityDescriber
{
    private static readonly ConcurrentDictionary<Type, ActivityDescriptor> Known = new();

    public static ActivityDescriptor Describe(Type type) => Known.GetOrAdd(type, Compute);

    private static ActivityDescriptor Compute(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var name = attribute?.Type ?? ActivityTypeName.ShortNameOf(type);
        var space = attribute?.Namespace ?? type.Namespace ?? "";
        var properties = PropertiesOf(type);
        InputDescriptor[] inputs = [.. properties.Where(IsInput).Select(InputDescriber.Describe)];
        return new ActivityDescriptor
        {
            TypeName = ActivityTypeName.Of(type),
            Name = name,
            Namespace = space,
            Version = attribute?.Version ?? 1,
            DisplayName = type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName
                ?? attribute?.DisplayName ?? Humanize.Title(name),
            Category = type.GetCustomAttribute<CategoryAttribute>()?.Category
                ?? attribute?.Category ?? LastSegment(space),
            Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description
                ?? attribute?.Description,
            Kind = typeof(ITrigger).IsAssignableFrom(type)
                ? ActivityKind.Trigger
                : attribute?.Kind ?? ActivityKind.Action,
            IsBrowsable = type.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true,
            IsContainer = typeof(Activities.Flow.Container).IsAssignableFrom(type),
            IsStart = typeof(IStartNode).IsAssignableFrom(type),
            IsTerminal = typeof(ITerminalNode).IsAssignableFrom(type),
            ClrType = type,
            Inputs = inputs,
            Outputs = [.. properties.Where(IsOutput).Select(property => DescribeOutput(type, property))],
            Ports = [.. EmbeddedPorts(properties), .. FlowPorts(type)],
            ConstructionProperties = Stored(inputs),
            Create = Creation(type),
        };
    }

    // A designer shows a default without storing it, and draws ports only for outcomes that are stored.
    private static JsonObject Stored(IEnumerable<InputDescriptor> inputs) => new(
        from input in inputs
        where input is { UIHint: InputUIHints.DynamicOutcomes, DefaultValue: not null }
        let outcomes = JsonSerializer.Serialize(input.DefaultValue, EngineJson.Options)
        select KeyValuePair.Create<string, JsonNode?>(
            JsonNamingPolicy.CamelCase.ConvertName(input.Name),
            new JsonObject
            {
                ["typeName"] = TypeAliases.NameOf(input.Type),
                ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = outcomes },
            }));

    private static PropertyInfo[] PropertiesOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property is { CanRead: true, CanWrite: true }
                && property.GetIndexParameters().Length == 0)];

    internal static bool IsInput(PropertyInfo property) =>
        typeof(Input).IsAssignableFrom(property.PropertyType)
        || property.IsDefined(typeof(InputAttribute));

    private static bool IsOutput(PropertyInfo property) =>
        typeof(Output).IsAssignableFrom(property.PropertyType);

    // A class that only code can make, such as Inline with a result, is described all the same.
    private static Func<IActivity> Creation(Type type) =>
        Constructor(type) is { } constructor
            ? Expression.Lambda<Func<IActivity>>(Expression.New(constructor, Defaults(constructor))).Compile()
            : () => throw new InvalidOperationException($"{type} has no constructor without arguments.");

    private static ConstructorInfo? Constructor(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(constructor => constructor.GetParameters().All(parameter => parameter.IsOptional))
            .OrderBy(constructor => constructor.GetParameters().Length)
            .FirstOrDefault();

    private static IEnumerable<Expression> Defaults(ConstructorInfo constructor) =>
        constructor.GetParameters()
            .Select(parameter => Expression.Default(parameter.ParameterType));

    private static OutputDescriptor DescribeOutput(Type type, PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<OutputAttribute>();
        var name = attribute?.Name ?? property.Name;
        return new OutputDescriptor
        {
            Name = name,
            PropertyName = property.Name,
            Type = property.PropertyType.IsGenericType
                ? property.PropertyType.GetGenericArguments()[0]
                : typeof(object),
            DisplayName = attribute?.DisplayName ?? Humanize.Title(name),
            Description = attribute?.Description,
            IsBrowsable = attribute?.IsBrowsable ?? true,
            // On a class the attribute speaks of the Result it inherits.
            IsSerializable = attribute?.SerializableWhenSet
                ?? (property.Name == "Result"
                    ? type.GetCustomAttribute<OutputAttribute>()?.SerializableWhenSet
                    : null),
            Get = activity => property.GetValue(activity),
            Set = (activity, value) => property.SetValue(activity, value),
        };
    }

    private static IEnumerable<PortDescriptor> EmbeddedPorts(PropertyInfo[] properties) =>
        from property in properties
        where typeof(IActivity).IsAssignableFrom(property.PropertyType)
        let port = property.GetCustomAttribute<PortAttribute>()
        let browsable = property.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true
        select new PortDescriptor(
            port?.Name ?? property.Name, port?.DisplayName ?? property.Name, true, port is not null && browsable);

    private static IEnumerable<PortDescriptor> FlowPorts(Type type) =>
        (type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [])
        .Select(outcome => new PortDescriptor(outcome, outcome, false));

    private static string LastSegment(string space) =>
        space.Length == 0 ? "Miscellaneous" : space.Split('.')[^1];
}
