using System.Text.Json;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>Keeps what somebody has filled in so far. Nothing is checked; a draft may be wrong.</summary>
public sealed class DraftService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxLength = 200_000;

    public async Task<DateTimeOffset> SaveAsync(
        string subject, Submission content, CancellationToken cancellation = default)
    {
        var values = content.Values.GetRawText();
        if (values.Length > MaxLength) throw RuleViolation.Invalid("values", "DraftTooLarge");
        var attachments = JsonSerializer.Serialize(content.Attachments, JsonSerializerOptions.Web);
        var now = time.GetUtcNow();
        var known = await db.Drafts.FindAsync([current.Actor.UserId, subject], cancellation);
        if (known is null)
        {
            db.Drafts.Add(new Draft
            {
                UserId = current.Actor.UserId,
                Subject = subject,
                Values = values,
                Attachments = attachments,
                SavedAt = now,
            });
        }
        else
        {
            known.Values = values;
            known.Attachments = attachments;
            known.SavedAt = now;
        }

        return now;
    }

    public async Task<(Submission Content, DateTimeOffset SavedAt)?> FindAsync(
        string subject, CancellationToken cancellation = default)
    {
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(
            row => row.UserId == current.Actor.UserId && row.Subject == subject, cancellation);
        if (draft is null) return null;
        var values = JsonSerializer.Deserialize<JsonElement>(draft.Values);
        var attachments = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<Guid>>>(
            draft.Attachments, JsonSerializerOptions.Web)!;
        return (new Submission(values, attachments), draft.SavedAt);
    }
}
