namespace ApprovalFlows.Workflows;

/// <summary>Runs (part of) an activity. Stored by method name: use a method of the activity class.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

/// <summary>Called on the owner when a scheduled child completed. Stored by method name.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);
