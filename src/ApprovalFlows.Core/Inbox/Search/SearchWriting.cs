using System.Collections.Concurrent;
using System.Text;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>Writes what the inbox is searched by, in the transaction of whoever changes it.</summary>
public sealed class SearchWriting(FormLibrary forms)
{
    private readonly ConcurrentDictionary<(string, string, string, string, string, string), bool> known = new();

    /// <summary>By hand, in one statement: change tracking would make a query of each of thirty terms.</summary>
    public static async Task WriteAsync(
        AppDbContext db, Guid caseId, string text, string? before, CancellationToken cancellation)
    {
        if (text == before) return;
        if (before is not null) await RemoveAsync(db, caseId, before, text, cancellation);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "CaseTexts" ("CaseId", "Text") VALUES ({0}, {1})
            ON CONFLICT ("CaseId") DO UPDATE SET "Text" = excluded."Text"
            """,
            [caseId, text],
            cancellation);
        var terms = CaseText.TermsOf(text).ToList();
        if (terms.Count == 0) return;
        var sql = new StringBuilder("""INSERT INTO "CaseTerms" ("CaseId", "Term") VALUES """)
            .AppendJoin(", ", terms.Select((_, index) => $"({{0}}, {{{index + 1}}})"))
            .Append(" ON CONFLICT DO NOTHING");
        await db.Database.ExecuteSqlRawAsync(sql.ToString(), [caseId, .. terms], cancellation);
    }

    /// <summary>Looks at the database again for every label, whatever was seen before.</summary>
    public void Forget() => known.Clear();

    public async Task LabelAsync(AppDbContext db, LabelledTask task, CancellationToken cancellation)
    {
        var flow = StepLabel.TextOf([task.CaseTitle, .. TitlesOf(task.FlowVersionId)]);
        var step = StepLabel.TextOf(task.TitleZh, task.TitleVi, task.TitleEn);
        var key = (task.DepartmentCode, task.PostCode, task.Flow, task.StepId, step, flow);
        if (known.ContainsKey(key)) return;
        var label = await db.StepLabels.FindAsync(
            [task.DepartmentCode, task.PostCode, task.Flow, task.StepId], cancellation);
        if (label is null)
        {
            db.StepLabels.Add(new StepLabel
            {
                DepartmentCode = task.DepartmentCode,
                PostCode = task.PostCode,
                Flow = task.Flow,
                StepId = task.StepId,
                StepText = step,
                FlowText = flow,
            });
        }
        else if (label.AddNames(step, flow))
        {
            var entry = db.Entry(label);
            if (entry.State == EntityState.Unchanged) entry.State = EntityState.Modified;
        }
        else
        {
            // Only what is committed is remembered: a unit of work may still fail.
            known.TryAdd(key, true);
        }
    }

    private IEnumerable<string> TitlesOf(string versionId) =>
        forms.Cached(versionId)?.Title is { } title ? [title.Zh, title.Vi, title.En] : [];

    private static async Task RemoveAsync(
        AppDbContext db, Guid caseId, string before, string text, CancellationToken cancellation)
    {
        var gone = CaseText.TermsOf(before).Except(CaseText.TermsOf(text)).ToList();
        if (gone.Count == 0) return;
        var sql = new StringBuilder("""DELETE FROM "CaseTerms" WHERE "CaseId" = {0} AND "Term" IN (""")
            .AppendJoin(", ", gone.Select((_, index) => $"{{{index + 1}}}"))
            .Append(')');
        await db.Database.ExecuteSqlRawAsync(sql.ToString(), [caseId, .. gone], cancellation);
    }
}

/// <summary>What a label is made of.</summary>
public sealed record LabelledTask(
    string DepartmentCode,
    string PostCode,
    string Flow,
    string StepId,
    string TitleZh,
    string TitleVi,
    string TitleEn,
    string CaseTitle,
    string FlowVersionId);
