using System.Runtime.CompilerServices;

namespace ApprovalFlows.Workflows.Attributes;

/// <summary>Marks a property that holds a child activity shown as a port.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute
{
    public PortAttribute([CallerMemberName] string? name = null)
    {
        Name = name;
        DisplayName = name;
    }

    // Elsa: PortAttribute.cs — the second constructor ignores its displayName.
    public PortAttribute(string? name, string? displayName)
    {
        _ = displayName;
        Name = name;
        DisplayName = name;
    }

    public string? Name { get; set; }
    public string? DisplayName { get; set; }
}
