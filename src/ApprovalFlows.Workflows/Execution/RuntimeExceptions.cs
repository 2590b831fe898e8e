namespace ApprovalFlows.Workflows.Execution;

/// <summary>The definition, or the version asked for, does not exist.</summary>
public sealed class DefinitionNotFoundException(string message) : Exception(message);

/// <summary>
/// The instance does not wait there (any more): it is unknown or finished, or the bookmark was
/// used up. A host answers 409.
/// </summary>
public sealed class NotWaitingException(string message) : Exception(message);

/// <summary>An outcome of a burst that a limit of <see cref="WorkflowOptions"/> cut short.</summary>
public sealed class BurstLimitException(string message) : Exception(message);

/// <summary>A script or template that a limit of <see cref="WorkflowOptions"/> cut short.</summary>
public sealed class ScriptLimitException(string message) : Exception(message);
