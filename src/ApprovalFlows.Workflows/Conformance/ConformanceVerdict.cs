namespace ApprovalFlows.Workflows.Conformance;

/// <summary>
/// How a replay compares: what differs from the recording, and the rows of docs/elsa-differences.md that
/// explain all of it (none when nothing does).
/// </summary>
public sealed record ConformanceVerdict(IReadOnlyList<string> Differences, IReadOnlyList<string> Rows)
{
    public bool Passes => Differences.Count == 0;
    public bool Fails => Differences.Count > 0 && Rows.Count == 0;
}
