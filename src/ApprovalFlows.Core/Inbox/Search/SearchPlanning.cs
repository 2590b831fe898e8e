using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>Looks up what a text means before the inbox is looked through for it.</summary>
public sealed class SearchPlanning(AppDbContext db, WriteTransaction transaction)
{
    // Sorts behind everything that begins with the term, in byte order.
    private const string Last = "\U0010FFFF";

    /// <returns>Null when there is nothing to look for.</returns>
    internal async Task<SearchPlan?> PlanAsync(string? text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var cut = text.Length > InboxLimits.MaxTextLength ? text[..InboxLimits.MaxTextLength] : text;
        var folded = SearchText.OfQuery(cut);
        // Of signs alone nothing is found; all the same it was asked for.
        if (folded.Length == 0) return new SearchPlan("", [], false, [], []);
        var cases = await CasesAsync(folded, cancellation);
        var departments = await db.Departments.AsNoTracking().ToListAsync(cancellation);
        var labels = await db.StepLabels.AsNoTracking()
            .Where(label => label.StepText.Contains(folded) || label.FlowText.Contains(folded))
            .ToListAsync(cancellation);
        return new SearchPlan(
            folded,
            cases,
            cases.Count > InboxLimits.MaxCandidates,
            [
                .. departments
                    .Where(office => StepLabel.TextOf(office.NameZh, office.NameVi, office.NameEn).Contains(folded))
                    .Select(office => office.Code),
            ],
            labels);
    }

    private async Task<List<Guid>> CasesAsync(string folded, CancellationToken cancellation)
    {
        var term = SearchText.TermOf(folded);
        await using var query = await transaction.QueryAsync(cancellation);
        query.Text("""SELECT DISTINCT "CaseId" FROM (SELECT m."CaseId" FROM "CaseTerms" m """);
        // What is longer than a term is compared with the text; what is not, its beginning already answers.
        if (term.Length < folded.Length)
            query.Text("""JOIN "CaseTexts" x ON x."CaseId" = m."CaseId" AND """).Contains(folded);
        query.Text(""" WHERE m."Term" >= """).Value(term).Text(""" AND m."Term" < """).Value(term + Last)
            .Text($" LIMIT {InboxLimits.MaxCandidates + 1}) AS found");
        List<Guid> cases = [];
        await using var rows = await query.ReadAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) cases.Add(rows.GetGuid(0));
        return cases;
    }
}
