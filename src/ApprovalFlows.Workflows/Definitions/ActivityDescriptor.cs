using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>What is known of an activity type: for designers and for reading definitions.</summary>
public sealed class ActivityDescriptor
{
    public required string TypeName { get; init; }
    public required string Name { get; init; }
    public string Namespace { get; init; } = "";
    public int Version { get; init; } = 1;
    public required string DisplayName { get; init; }
    public string Category { get; init; } = "Miscellaneous";
    public string? Description { get; init; }
    public ActivityKind Kind { get; init; }
    public bool RunAsynchronously { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsContainer { get; init; }
    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }
    public Type? ClrType { get; init; }
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];
    public IReadOnlyList<PortDescriptor> Ports { get; init; } = [];
    public JsonObject CustomProperties { get; init; } = [];

    /// <summary>What a designer writes into every new activity of this type.</summary>
    public JsonObject ConstructionProperties { get; init; } = [];

    /// <summary>Makes an empty activity of this type.</summary>
    internal Func<IActivity> Create { get; init; } = null!;
}

/// <summary>An input of an activity type.</summary>
public sealed class InputDescriptor
{
    public required string Name { get; init; }
    public required string PropertyName { get; init; }

    /// <summary>The wrapped type.</summary>
    public required Type Type { get; init; }
    public bool IsWrapped { get; init; } = true;
    public string UIHint { get; init; } = UIHints.InputUIHints.SingleLine;
    public string DisplayName { get; init; } = "";
    public string? Description { get; init; }
    public string? Category { get; init; }
    public float Order { get; init; }
    public object? DefaultValue { get; init; }
    public string? DefaultSyntax { get; init; }
    public bool IsReadOnly { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsSerializable { get; init; } = true;
    public bool AutoEvaluate { get; init; } = true;
    public bool IsSensitive { get; init; }
    public bool IsSynthetic { get; init; }
    public IReadOnlyList<SelectListItem>? Items { get; init; }
    internal System.Reflection.PropertyInfo? Property { get; init; }
    internal IReadOnlyList<Type> UIHandlers { get; init; } = [];
    internal Func<IActivity, object?> Get { get; init; } = static _ => null;
    internal Action<IActivity, object?> Set { get; init; } = static (_, _) => { };
}

/// <summary>A choice of a dropdown or check list.</summary>
public sealed record SelectListItem(string Text, string Value);

/// <summary>An output of an activity type.</summary>
public sealed class OutputDescriptor
{
    public required string Name { get; init; }
    public required string PropertyName { get; init; }
    public required Type Type { get; init; }
    public string DisplayName { get; init; } = "";
    public string? Description { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool? IsSerializable { get; init; }
    public bool IsSynthetic { get; init; }
    internal Func<IActivity, object?> Get { get; init; } = static _ => null;
    internal Action<IActivity, object?> Set { get; init; } = static (_, _) => { };
}

/// <summary>A way out of an activity: an embedded child or a flow outcome.</summary>
public sealed record PortDescriptor(string Name, string DisplayName, bool IsEmbedded, bool IsBrowsable = true);
