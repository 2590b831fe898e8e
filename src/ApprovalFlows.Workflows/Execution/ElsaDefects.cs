namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Behaviours of Elsa 3.8 that are left behind on purpose, each a row of docs/elsa-differences.md.
/// A replay turns them on again to find out which row explains a difference; hosts never do.
/// </summary>
[Flags]
public enum ElsaDefects
{
    None = 0,

    /// <summary>An instance stays suspended for ever with nothing to wait for.</summary>
    EndlessSuspension = 1,

    /// <summary>Work that was queued runs although its container completed, was cancelled or faulted.</summary>
    QueuedWorkAfterEnd = 2,

    /// <summary>A value that does not convert becomes its type's default, or is dropped when loaded.</summary>
    LossyConversion = 4,

    /// <summary>HTTP endpoints start instances without asking the activation strategy.</summary>
    UncheckedHttpStarts = 8,

    /// <summary>Cancelling what runs inside of a node faults a flowchart that counts visits.</summary>
    NestedCancelFault = 16,

    /// <summary>After a wait a flowchart no longer knows which trigger it was started by.</summary>
    ForgottenTrigger = 32,

    /// <summary>Endpoints in the middle of a flow forget what they ask of their callers.</summary>
    UnguardedWaitingEndpoints = 64,
}
