using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Clues;

public sealed record ClueDraft(string Source, string KindCode, Guid SubjectId, DateOnly Version)
{
    public Guid? WorkerId { get; init; }
    public Guid? EnterpriseId { get; init; }
    public required JsonObject Facts { get; init; }
}

/// <summary>Opens clues, each once.</summary>
public sealed class ClueBook(AppDbContext db, NumberService numbers, TimeProvider time)
{
    /// <summary>False where it is there already, open or closed.</summary>
    public async Task<bool> OpenAsync(ClueDraft draft, CancellationToken cancellation = default)
    {
        if (await db.Clues.AnyAsync(
            clue => clue.SubjectId == draft.SubjectId && clue.Source == draft.Source
                && clue.Version == draft.Version,
            cancellation))
            return false;
        var now = time.GetUtcNow();
        var year = ChinaTime.DateOf(now).Year;
        var serial = await numbers.NextAsync(
            string.Create(CultureInfo.InvariantCulture, $"clue:{year}"), cancellation);
        db.Clues.Add(new Clue
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"XS{year}{serial:000000}"),
            Source = draft.Source,
            KindCode = draft.KindCode,
            SubjectId = draft.SubjectId,
            Version = draft.Version,
            WorkerId = draft.WorkerId,
            EnterpriseId = draft.EnterpriseId,
            Facts = draft.Facts.ToJsonString(),
            CreatedAt = now,
        });
        return true;
    }
}
