namespace ApprovalFlows.Workflows.Models;

/// <summary>The names with which an activity completed; they choose the connections to follow.</summary>
public sealed record Outcomes(params string[] Names)
{
    public static readonly Outcomes Default = new("Done");
    public static readonly Outcomes Empty = new([]);

    public bool Equals(Outcomes? other) => other is not null && Names.SequenceEqual(other.Names);

    public override int GetHashCode() => Names.Length == 0 ? 0 : Names[0].GetHashCode(StringComparison.Ordinal);
}
