using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Registers;

/// <summary>Writes and reads what was changed in the registers.</summary>
public sealed class RegisterLog(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const string Workers = "worker";
    public const string Enterprises = "enterprise";
    public const int MaxReasonLength = 500;
    public const int MaxShown = 100;

    public DateTimeOffset Now => time.GetUtcNow();
    public DateOnly Today => ChinaTime.DateOf(Now);
    public Actor Actor => current.Actor;

    public void Add(
        string register, Guid record, string action, string? reason = null, RecordDifference? difference = null) =>
        db.RegisterChanges.Add(new RegisterChange
        {
            Register = register,
            RecordId = record,
            Action = action,
            At = Now,
            ActorId = Actor.UserId,
            ActorName = Actor.SignedName,
            Reason = reason,
            Fields = difference?.Write(),
        });

    /// <summary>The last changes of a record, the newest first.</summary>
    public async Task<IReadOnlyList<RegisterChange>> ListAsync(
        string register, Guid record, CancellationToken cancellation = default) =>
        await db.RegisterChanges.AsNoTracking()
            .Where(change => change.Register == register && change.RecordId == record)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
            .Take(MaxShown)
            .ToListAsync(cancellation);

    /// <exception cref="RuleViolation">Nothing was written, or too much.</exception>
    public static string MustHaveReason(string? reason)
    {
        var plain = PlainText.Of(reason) ?? throw RuleViolation.Invalid("reason", "ReasonRequired");
        return plain.Length <= MaxReasonLength
            ? plain
            : throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReasonLength);
    }
}
