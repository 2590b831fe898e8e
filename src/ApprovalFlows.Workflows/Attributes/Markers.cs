namespace ApprovalFlows.Workflows.Attributes;

/// <summary>Leaves a property out of the hash of a stimulus.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExcludeFromHashAttribute : Attribute;

/// <summary>Leaves a property out when a composite is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonIgnoreCompositeRootAttribute : Attribute;

/// <summary>Marker without engine behaviour, kept for source compatibility.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StateAttribute : Attribute;

/// <summary>Marker without engine behaviour, kept for source compatibility.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InboundAttribute : Attribute;
