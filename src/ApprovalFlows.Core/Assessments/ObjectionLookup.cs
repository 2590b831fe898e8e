using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Assessments;

/// <summary>What became of an objection, for whoever knows its number: nothing of a person.</summary>
public sealed record ObjectionAnswer(
    string Number,
    int Year,
    string Enterprise,
    string CreditCode,
    string Office,
    DateTimeOffset At,
    ObjectionState State,
    string? Answer,
    DateTimeOffset? AnsweredAt);

/// <summary>Finds objections of the public by their numbers.</summary>
public sealed class ObjectionLookup(AppDbContext db)
{
    public static string AddressOf(string number) => $"/assessments/objections/{number}";

    /// <summary>Null when there is none.</summary>
    public async Task<ObjectionAnswer?> FindAsync(string? typed, CancellationToken cancellation = default)
    {
        if (ObjectionNumber.Read(typed) is not { } number) return null;
        var found = await (
            from objection in db.AssessmentObjections.AsNoTracking()
            where objection.Number == number
            join row in db.Assessments on objection.CaseId equals row.CaseId
            join firm in db.Enterprises on row.EnterpriseId equals firm.Id
            select new { objection, row.Year, firm.Name, Code = firm.UnifiedSocialCreditCode })
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : new ObjectionAnswer(
            number, found.Year, found.Name, found.Code, found.objection.Office, found.objection.At,
            found.objection.State, found.objection.Opinion, found.objection.DecidedAt);
    }
}
