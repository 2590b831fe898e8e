using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>The properties of an activity class that are neither inputs, outputs nor common to all.</summary>
internal static class PropertyTable
{
    private static readonly ConcurrentDictionary<Type, Entry[]> Known = new();

    public static Entry[] Of(Type type) => Known.GetOrAdd(type, Find);

    private static Entry[] Find(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property is { CanRead: true, CanWrite: true }
                && property.SetMethod!.IsPublic
                && property.DeclaringType != typeof(Activity)
                && property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(JsonIgnoreAttribute))
                && !ActivityDescriber.IsInput(property)
                && !typeof(Output).IsAssignableFrom(property.PropertyType))
            .Select(property => new Entry(property))];

    public sealed class Entry(PropertyInfo property)
    {
        public string Name => property.Name;
        public Type Type => property.PropertyType;
        public object? Get(IActivity activity) => property.GetValue(activity);
        public void Set(IActivity activity, object? value) => property.SetValue(activity, value);
    }
}
