using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>A kind of fact that must be so in the registers, found by its name.</summary>
public interface IFactRule
{
    string Kind { get; }

    /// <summary>Whether it must still be so when the case is decided.</summary>
    bool AtDecision => true;

    Task ApplyAsync(FactInput input, CancellationToken cancellation);

    /// <summary>Names of the properties that a rule of this kind lacks.</summary>
    IEnumerable<string> Missing(FactRule rule);
}
