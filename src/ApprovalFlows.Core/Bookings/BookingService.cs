using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Bookings;

/// <summary>
/// Takes the time that a form asks for in its fields <c>centre</c> and <c>slot</c>. The number of the case comes
/// before it, and numbers of one series are given out one after the other, so no two take the last place.
/// </summary>
public sealed class BookingService(AppDbContext db, TimeProvider time)
{
    public const string Place = "centre";
    public const string Slot = "slot";

    /// <summary>Health rooms see so many people in a slot of half an hour; no rule says how many.</summary>
    public const int Capacity = 6;
    private const int SlotMinutes = 30;

    /// <exception cref="RuleViolation">The time has passed, is none of the centre's, or is full.</exception>
    public async Task BookAsync(Case file, CancellationToken cancellation = default)
    {
        using var values = JsonDocument.Parse(file.Values);
        if (WantedOf(values.RootElement) is not var (place, at)) return;
        var own = await db.Bookings.FindAsync([file.Id], cancellation);
        if (own?.Place == place && own.At == at) return;
        await MustBeFreeAsync(file.Id, place, at, 0, cancellation);
        if (own is null)
        {
            db.Bookings.Add(new Booking { CaseId = file.Id, Place = place, At = at });
            return;
        }

        (own.Place, own.At) = (place, at);
    }

    /// <summary>The time that a form asks for; null where it asks for none.</summary>
    public static (string Place, DateTimeOffset At)? WantedOf(JsonElement values) =>
        values.TextOf(Place) is { } place && values.TextOf(Slot) is { } text && DateTimeField.Parse(text) is { } asked
            ? (place, asked.ToUniversalTime())
            : null;

    /// <param name="caseId">Whose own booking does not count.</param>
    /// <param name="place">The centre.</param>
    /// <param name="at">The beginning of the slot.</param>
    /// <param name="ahead">How many will be booked before this one.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="RuleViolation">The time has passed, is none of the centre's, or is full.</exception>
    public async Task MustBeFreeAsync(
        Guid? caseId, string place, DateTimeOffset at, int ahead, CancellationToken cancellation)
    {
        if (at <= time.GetUtcNow()) throw RuleViolation.Invalid(Slot, "SlotPassed");
        if (at.Minute % SlotMinutes != 0 || at.Second != 0)
            throw RuleViolation.Invalid(Slot, "SlotUnknown", SlotMinutes);
        var taken = await db.Bookings.CountAsync(
            booking => booking.Place == place && booking.At == at && booking.CaseId != caseId
                && db.Cases.Any(other => other.Id == booking.CaseId
                    && other.Status != CaseStatus.Withdrawn && other.Status != CaseStatus.NotAccepted),
            cancellation);
        if (taken + ahead >= Capacity) throw RuleViolation.Invalid(Slot, "SlotFull", Capacity);
    }
}
