namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Thrown by an activity to refuse the stimulus as a whole: the burst ends, nothing of it is
/// staged, no incident is recorded, and the exception reaches whoever called the runtime.
/// </summary>
public class BurstRefusedException(string message, Exception? inner = null)
    : Exception(message, inner);
