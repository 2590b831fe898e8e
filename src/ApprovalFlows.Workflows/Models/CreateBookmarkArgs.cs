namespace ApprovalFlows.Workflows.Models;

/// <summary>How a bookmark is made. <see cref="DueAt"/> is ours: the sweep resumes it then.</summary>
public sealed class CreateBookmarkArgs
{
    public string? BookmarkId { get; set; }
    public object? Stimulus { get; set; }
    public ExecuteActivityDelegate? Callback { get; set; }
    public string? BookmarkName { get; set; }
    public bool AutoBurn { get; set; } = true;
    public bool IncludeActivityInstanceId { get; set; }
    public bool AutoComplete { get; set; } = true;
    public IDictionary<string, string>? Metadata { get; set; }
    public DateTimeOffset? DueAt { get; set; }
}
