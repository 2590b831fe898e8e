namespace ApprovalFlows.Workflows;

/// <summary>What kind of step an activity is.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task,
}

/// <summary>State of one execution of an activity (Elsa: ActivityStatus.cs).</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}
