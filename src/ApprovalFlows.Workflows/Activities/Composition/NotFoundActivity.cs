using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Stands for an activity of a type that this process does not know.</summary>
[Activity("Elsa", "System", "Stands for an activity whose type is not known.")]
[System.ComponentModel.Browsable(false)]
public sealed class NotFoundActivity : Activity
{
    public string MissingType { get; set; } = "";

    protected override void Execute(ActivityExecutionContext context) =>
        throw new ActivityNotFoundException(MissingType, 0);
}

/// <summary>An activity type, or the version asked for, is not known.</summary>
public sealed class ActivityNotFoundException : Exception
{
    public ActivityNotFoundException(string type, int version)
        : base($"Activity type '{type}' version '{version}' could not be found.")
    {
    }

    public ActivityNotFoundException(string type)
        : base($"Activity type '{type}' could not be found.")
    {
    }
}
