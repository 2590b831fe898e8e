using System.Collections.Concurrent;
using System.Reflection;
using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows;

/// <summary>The type name under which definitions refer to an activity class.</summary>
public static class ActivityTypeName
{
    private static readonly ConcurrentDictionary<Type, string> Known = new();

    public static string Of(Type type) => Known.GetOrAdd(type, Compute);

    // Elsa: ActivityTypeNameHelper.cs
    private static string Compute(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var space = attribute?.Namespace ?? type.Namespace;
        var name = attribute?.Type ?? ShortNameOf(type);
        return string.IsNullOrEmpty(space) ? name : $"{space}.{name}";
    }

    internal static string ShortNameOf(Type type)
    {
        if (!type.IsGenericType)
            return type.Name;
        var bare = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return $"{bare}<{string.Join(",", type.GetGenericArguments().Select(ShortNameOf))}>";
    }
}
