using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Letters;

public enum LetterBox
{
    Received,
    Sent,
}

public sealed record LetterView(
    OfficialLetter Letter, Department Issuer, Department Recipient, bool MayAcknowledge);

/// <summary>Letters of the offices one belongs to: received ones are acknowledged, sent ones watched.</summary>
public sealed class LetterDesk(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxNote = 500;

    private Actor Actor => current.Actor;

    public async Task<Paged<LetterView>> ListAsync(
        LetterBox box, bool openOnly, int page, int pageSize, CancellationToken cancellation = default)
    {
        var offices = Offices();
        var letters = Visible().Where(letter => !openOnly || letter.AcknowledgedAt == null);
        if (!Actor.IsIn(Roles.Auditor) || offices.Count > 0)
        {
            letters = box == LetterBox.Received
                ? letters.Where(letter => offices.Contains(letter.RecipientCode))
                : letters.Where(letter => offices.Contains(letter.IssuerCode));
        }

        var rows = await View(letters.OrderByDescending(letter => letter.WrittenAt).ThenBy(letter => letter.Id))
            .ToPageAsync(page, pageSize, cancellation);
        return new Paged<LetterView>([.. rows.Items.Select(Of)], rows.TotalCount, rows.Page, rows.PageSize);
    }

    public async Task<LetterView> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var row = await View(Visible().Where(letter => letter.Id == id)).FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.NotFound("LetterUnknown");
        return Of(row);
    }

    public static IReadOnlyList<LetterLine> LinesOf(OfficialLetter letter) =>
        JsonSerializer.Deserialize<List<LetterLine>>(letter.List, JsonText.Readable) ?? [];

    /// <summary>By somebody of the office that received it.</summary>
    public async Task<OfficialLetter> AcknowledgeAsync(
        Guid id, string? note, CancellationToken cancellation = default)
    {
        var letter = await Visible().AsTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw RuleViolation.NotFound("LetterUnknown");
        if (!Actor.BelongsTo(letter.RecipientCode)) throw RuleViolation.Forbidden("LetterOfAnotherOffice");
        if (note?.Length > MaxNote) throw RuleViolation.Invalid("note", "ReasonTooLong", MaxNote);
        letter.Acknowledge(
            Actor, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), time.GetUtcNow());
        return letter;
    }

    private IQueryable<OfficialLetter> Visible()
    {
        if (Actor.IsIn(Roles.Auditor)) return db.OfficialLetters;
        var offices = Offices();
        return db.OfficialLetters.Where(letter =>
            offices.Contains(letter.RecipientCode) || offices.Contains(letter.IssuerCode));
    }

    private List<string> Offices() => [.. Actor.Posts.Select(held => held.Department).Distinct()];

    private IQueryable<Row> View(IQueryable<OfficialLetter> letters) =>
        from letter in letters.AsNoTracking()
        join issuer in db.Departments on letter.IssuerCode equals issuer.Code
        join recipient in db.Departments on letter.RecipientCode equals recipient.Code
        select new Row(letter, issuer, recipient);

    private LetterView Of(Row row) => new(
        row.Letter, row.Issuer, row.Recipient,
        row.Letter.AcknowledgedAt is null && Actor.BelongsTo(row.Letter.RecipientCode));

    private sealed record Row(OfficialLetter Letter, Department Issuer, Department Recipient);
}
