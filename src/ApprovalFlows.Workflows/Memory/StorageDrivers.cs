namespace ApprovalFlows.Workflows.Memory;

/// <summary>Keeps a variable with the instance: it survives a wait.</summary>
public sealed class WorkflowInstanceStorageDriver;

/// <summary>The older name of <see cref="WorkflowInstanceStorageDriver"/>.</summary>
public sealed class WorkflowStorageDriver;

/// <summary>Keeps a variable in this process only: it does not survive a wait.</summary>
public sealed class MemoryStorageDriver;
