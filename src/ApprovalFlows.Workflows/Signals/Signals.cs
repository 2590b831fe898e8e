namespace ApprovalFlows.Workflows.Signals;

/// <summary>A child completed.</summary>
public sealed record ActivityCompleted(object? Result = null);

/// <summary>The nearest loop should end.</summary>
public sealed record BreakSignal;

/// <summary>An activity was cancelled.</summary>
public sealed record CancelSignal;

/// <summary>The nearest composite should complete with this value.</summary>
public sealed record CompleteCompositeSignal(object? Value = null);

/// <summary>Asks the container to schedule one of its children.</summary>
public sealed record ScheduleChildActivity(
    IActivity Activity, ActivityExecutionContext? ActivityExecutionContext = null);

/// <summary>Sent by ScheduleOutcomesAsync; no built-in container follows it.</summary>
public sealed record ScheduleActivityOutcomes(params string[] Outcomes);
