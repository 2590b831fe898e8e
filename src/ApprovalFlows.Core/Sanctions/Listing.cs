using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>
/// From when to when the public list shows a decision: from its service, at the latest from the last day for
/// publishing, until the period of its ground is over or it is lifted.
/// </summary>
public sealed record Listing(DateOnly From, DateOnly Until, Deadline PublishBy)
{
    /// <summary>By when a lifted decision must be off the list; it is off at once.</summary>
    public Deadline? WithdrawBy { get; private init; }
    public DateOnly? LiftedOn { get; private init; }

    public static Listing Of(Sanction sanction, WorkCalendars calendars, TimeLimits limits)
    {
        var calendar = calendars[sanction.Region];
        var decided = ChinaTime.DateOf(sanction.DecidedAt);
        var publishBy = Deadline.Compute(decided, limits[TimeLimits.PenaltyPublicity], calendar);
        var served = sanction.ServedAt is { } at ? ChinaTime.DateOf(at) : DateOnly.MaxValue;
        var from = served < publishBy.DueOn!.Value ? served : publishBy.DueOn.Value;
        var term = limits[SanctionRules.Seed.MustFindGround(sanction.Ground).Limit];
        var lifted = sanction.LiftedAt is { } end ? ChinaTime.DateOf(end) : (DateOnly?)null;
        return new Listing(from, from.AddDays(term.DaysFrom(from)), publishBy)
        {
            LiftedOn = lifted,
            WithdrawBy = lifted is { } day
                ? Deadline.Compute(day, limits[TimeLimits.PenaltyPublicityCorrection], calendar)
                : null,
        };
    }

    public bool IsPublicOn(DateOnly day) => LiftedOn is null && From <= day && day < Until;
}
