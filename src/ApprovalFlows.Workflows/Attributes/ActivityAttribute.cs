namespace ApprovalFlows.Workflows.Attributes;

/// <summary>Names an activity type and says where designers find it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class ActivityAttribute : Attribute
{
    public ActivityAttribute()
    {
    }

    public ActivityAttribute(string @namespace, string? category, string? description = null)
    {
        Namespace = @namespace;
        Category = category;
        Description = description;
    }

    public ActivityAttribute(string @namespace, string? description = null)
    {
        Namespace = @namespace;
        Category = @namespace;
        Description = description;
    }

    public ActivityAttribute(
        string @namespace,
        string? type,
        int version = 1,
        string? description = null,
        string? category = null)
    {
        Namespace = @namespace;
        Type = type;
        Version = version;
        Description = description;
        Category = category;
    }

    public string? Namespace { get; set; }
    public string? Type { get; set; }
    public int Version { get; set; } = 1;
    public string? Description { get; set; }
    public string? DisplayName { get; set; }
    public string? Category { get; set; }
    public ActivityKind Kind { get; set; } = ActivityKind.Action;
    public bool RunAsynchronously { get; set; }
}
