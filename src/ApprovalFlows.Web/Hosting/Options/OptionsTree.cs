using System.Reflection;
using ApprovalFlows.Core;

namespace ApprovalFlows.Web.Hosting.Options;

/// <summary>One setting: its name as it is written, such as <c>Mail:Port</c>, and what it is now.</summary>
public sealed record Setting(string Path, PropertyInfo Property, object? Value)
{
    public string Name => $"{ApprovalFlowsOptions.Section}:{Path}";

    /// <summary>Whether the value must never be shown.</summary>
    public bool IsSecret => Property.Name == "Password";

    public bool IsList => Property.PropertyType.IsGenericType && Value is System.Collections.IEnumerable;
}

/// <summary>All settings there are.</summary>
public static class OptionsTree
{
    public static IReadOnlyList<Setting> Of(ApprovalFlowsOptions options) => [.. Of(options, "")];

    private static IEnumerable<Setting> Of(object branch, string prefix)
    {
        foreach (var property in branch.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var value = property.GetValue(branch);
            var setting = new Setting(prefix + property.Name, property, value);
            if (IsBranch(property.PropertyType))
                foreach (var inner in Of(value!, setting.Path + ":")) yield return inner;
            else yield return setting;
        }
    }

    private static bool IsBranch(Type type) => type.IsClass && type.Assembly == typeof(ApprovalFlowsOptions).Assembly;
}
