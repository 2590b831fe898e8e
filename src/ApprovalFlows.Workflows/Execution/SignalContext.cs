namespace ApprovalFlows.Workflows;

/// <summary>Delivery of one signal to one activity.</summary>
public sealed class SignalContext
{
    internal SignalContext(ActivityExecutionContext receiver, ActivityExecutionContext sender)
    {
        ReceiverActivityExecutionContext = receiver;
        SenderActivityExecutionContext = sender;
    }

    public ActivityExecutionContext ReceiverActivityExecutionContext { get; }
    public ActivityExecutionContext SenderActivityExecutionContext { get; }
    public bool IsSelf => ReceiverActivityExecutionContext == SenderActivityExecutionContext;
    public CancellationToken CancellationToken => SenderActivityExecutionContext.CancellationToken;
    internal bool IsStopped { get; private set; }

    public void StopPropagation() => IsStopped = true;
}
