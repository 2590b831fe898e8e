using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>An activity at its place in a compiled definition.</summary>
public sealed class ActivityNode
{
    private readonly List<ActivityNode> children = [];

    internal ActivityNode(
        IActivity activity, ActivityDescriptor descriptor, ActivityNode? parent, string port)
    {
        Activity = activity;
        Descriptor = descriptor;
        Parent = parent;
        Port = port;
    }

    public IActivity Activity { get; }
    public ActivityDescriptor Descriptor { get; }
    public ActivityNode? Parent { get; }

    /// <summary>Property of the parent that holds this activity.</summary>
    public string Port { get; }
    public string NodeId { get; internal set; } = "";
    public IReadOnlyList<ActivityNode> Children => children;
    internal InputSlot[] Inputs { get; set; } = [];
    internal bool HasDynamicInputs { get; set; }
    internal bool ListensToSignals { get; init; }

    /// <summary>What journal entries keep; null when nothing.</summary>
    internal LogPersistencePlan? LogPersistence { get; set; }

    /// <summary>The type is known but not in this version: running it faults the workflow itself.</summary>
    internal bool IsMissingVersion { get; init; }

    internal void Add(ActivityNode child) => children.Add(child);

    public IEnumerable<ActivityNode> Descendants() =>
        children.SelectMany(child => child.Descendants().Prepend(child));
}

/// <summary>One input of a node, with everything its evaluation needs looked up beforehand.</summary>
internal sealed class InputSlot
{
    public required InputDescriptor Descriptor { get; init; }

    /// <summary>The input, or null when the property is empty or holds a plain value.</summary>
    public Input? Input { get; init; }
    public required Type Type { get; init; }

    /// <summary>Set when no run can change the value: a literal, a default or a plain value.</summary>
    public bool IsConstant { get; init; }
    public object? Constant { get; init; }
}
