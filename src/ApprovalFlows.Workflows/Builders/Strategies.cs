namespace ApprovalFlows.Workflows;

/// <summary>Names a rule for when another instance may start; the engine knows the four below.</summary>
public interface IWorkflowActivationStrategy;

/// <summary>Any number of instances.</summary>
public sealed class AllowAlwaysStrategy : IWorkflowActivationStrategy;

/// <summary>One running instance of the definition.</summary>
public sealed class SingletonStrategy : IWorkflowActivationStrategy;

/// <summary>One running instance of the correlation id, of whatever definition.</summary>
public sealed class CorrelationStrategy : IWorkflowActivationStrategy;

/// <summary>One running instance of the definition for each correlation id.</summary>
public sealed class CorrelatedSingletonStrategy : IWorkflowActivationStrategy;

/// <summary>Names what a fault does to its instance; the engine knows the two below.</summary>
public interface IIncidentStrategy;

/// <summary>A fault ends the burst and faults the instance.</summary>
public sealed class FaultStrategy : IIncidentStrategy;

/// <summary>A fault is recorded and the rest goes on.</summary>
public sealed class ContinueWithIncidentsStrategy : IIncidentStrategy;
