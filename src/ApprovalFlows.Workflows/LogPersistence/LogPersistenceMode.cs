namespace ApprovalFlows.Workflows.LogPersistence;

/// <summary>Whether the journal keeps a value (Elsa: LogPersistenceMode.cs).</summary>
public enum LogPersistenceMode
{
    /// <summary>What the next wider setting says: input or output, activity, workflow, host.</summary>
    Inherit,
    Include,
    Exclude,
}
