using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>All activity types this process knows, by type name and version.</summary>
public sealed class ActivityRegistry
{
    private readonly Dictionary<(string Type, int Version), ActivityDescriptor> known = [];
    private readonly Dictionary<string, ActivityDescriptor> latest = new(StringComparer.Ordinal);

    public ActivityRegistry(WorkflowOptions options)
    {
        foreach (var type in options.ActivityTypes)
            Add(ActivityDescriber.Describe(type));
    }

    public IReadOnlyCollection<ActivityDescriptor> Descriptors => known.Values;

    public ActivityDescriptor? Find(string type, int version) =>
        known.GetValueOrDefault((type, version));

    public ActivityDescriptor? FindLatest(string type) => latest.GetValueOrDefault(type);

    internal ActivityDescriptor Of<T>() => latest[ActivityTypeName.Of(typeof(T))];

    private void Add(ActivityDescriptor descriptor)
    {
        known[(descriptor.TypeName, descriptor.Version)] = descriptor;
        if (!latest.TryGetValue(descriptor.TypeName, out var other)
            || other.Version <= descriptor.Version)
            latest[descriptor.TypeName] = descriptor;
    }
}
