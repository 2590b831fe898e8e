namespace ApprovalFlows.Core.Certificates;

/// <summary>How one paper follows another.</summary>
public enum Succession
{
    /// <summary>The old one runs to its end.</summary>
    Renewal,

    /// <summary>The new one says something else; the old one ends where it begins.</summary>
    Change,

    /// <summary>The old one was lost.</summary>
    Replacement,
}
