namespace ApprovalFlows.Core.Forms;

/// <summary>
/// Something that must be so in the registers. Kind names a type in <c>Cases/Facts</c>, which says what the other
/// properties mean; what it refuses is shown at <see cref="Field"/>.
/// </summary>
public sealed record FactRule
{
    public required string Kind { get; init; }
    public required string Field { get; init; }

    /// <summary>Two letters of the kind of paper it is about.</summary>
    public string? Paper { get; init; }

    /// <summary>Fields with the first and the last day that the paper has to cover.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
}
