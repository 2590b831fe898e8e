using System.Text.Json;

namespace ApprovalFlows.Core.Design;

/// <summary>The versions of a flow, newest first, each with what was done with it.</summary>
public sealed record FlowHistory(
    string DefinitionId, string Name, IReadOnlyList<FlowHistoryEntry> Versions, int TotalCount);

public sealed record FlowHistoryEntry
{
    public required string VersionId { get; init; }
    public required int Version { get; init; }
    public required bool IsLatest { get; init; }
    public required bool IsPublished { get; init; }

    /// <summary>A file at the start of the program made it; nobody is its author.</summary>
    public required bool IsFromFile { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? CreatedBy { get; init; }

    /// <summary>Whoever saved the draft last, and when.</summary>
    public string? SavedBy { get; init; }
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>The version before it, if there is one.</summary>
    public int? Previous { get; init; }

    /// <summary>The earlier version that it was made from by going back.</summary>
    public int? BackFrom { get; init; }
    public string? BackReason { get; init; }
    public int RunningCases { get; init; }
    public IReadOnlyList<FlowHistoryAct> Acts { get; init; } = [];
}

public sealed record FlowHistoryAct(FlowAct Act, DateTimeOffset At, string? ActorName, string? Reason)
{
    public int Errors { get; init; }
    public int Warnings { get; init; }

    /// <summary>Of going back: the draft that came of it.</summary>
    public int? Draft { get; init; }

    internal static FlowHistoryAct Of(FlowPublication row)
    {
        var severities = SeveritiesOf(row.Findings);
        return new FlowHistoryAct(row.Act, row.At, row.ActorName, row.Reason)
        {
            Errors = severities.Count(IsError),
            Warnings = severities.Count(severity => !IsError(severity)),
        };
    }

    private static bool IsError(string severity) => severity.Equals("error", StringComparison.OrdinalIgnoreCase);

    private static List<string> SeveritiesOf(string? findings)
    {
        if (string.IsNullOrWhiteSpace(findings)) return [];
        try
        {
            using var document = JsonDocument.Parse(findings);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return [];
            return [.. document.RootElement.EnumerateArray().Select(finding =>
                finding.ValueKind == JsonValueKind.Object && finding.TryGetProperty("severity", out var severity)
                    ? severity.ToString()
                    : "")];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
