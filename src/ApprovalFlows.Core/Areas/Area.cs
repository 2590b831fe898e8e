using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Areas;

/// <summary>
/// A region, city, county, street or town. <see cref="Pilot"/> null means "as its parent"; a <see
/// cref="Successor"/> means that the code is retired. A complete area has all of its parts in the
/// register.
/// </summary>
public sealed record Area(
    string Code,
    LocalText Name,
    string? Parent = null,
    PilotStatus? Pilot = null,
    string? Successor = null,
    bool IsComplete = false)
{
    public bool IsRetired => Successor is not null;
}

/// <summary>Where border residents may be employed under the pilot.</summary>
public enum PilotStatus
{
    None,

    /// <summary>Everywhere in the area.</summary>
    Whole,

    /// <summary>Only in the streets and towns that are marked.</summary>
    Streets,

    /// <summary>Only inside a park that was approved.</summary>
    Parks,
}
