namespace ApprovalFlows.Workflows.Execution;

/// <summary>A fault of one activity of an instance.</summary>
public sealed record Incident(
    string ActivityId,
    string ActivityNodeId,
    string ActivityType,
    string Message,
    IncidentException? Exception,
    DateTimeOffset Timestamp,
    string? ActivityInstanceId = null);

/// <summary>What is kept of the exception behind an incident.</summary>
public sealed record IncidentException(
    string Type, string Message, string? StackTrace, IncidentException? Inner)
{
    private const int MaxDepth = 8;

    public static IncidentException From(Exception exception, int depth = 0) =>
        new(
            exception.GetType().FullName ?? exception.GetType().Name,
            exception.Message,
            exception.StackTrace,
            exception.InnerException is { } inner && depth < MaxDepth ? From(inner, depth + 1) : null);
}
