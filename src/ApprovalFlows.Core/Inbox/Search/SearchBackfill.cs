using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>
/// Makes searchable what was stored before there was a search, batch by batch. Each batch is one
/// commit; a start that was killed goes on where it ended, and two nodes may do it at once.
/// </summary>
public sealed class SearchBackfill(AppDbContext db, WriteTransaction transaction, SearchWriting writing)
{
    public const int BatchSize = 200;

    /// <returns>Where to go on, or null when everything is searchable.</returns>
    public async Task<Guid?> RunBatchAsync(Guid after, CancellationToken cancellation = default)
    {
        var files = await db.Cases.AsNoTracking()
            .Where(file => file.Id > after && !db.CaseTexts.Any(text => text.CaseId == file.Id))
            .OrderBy(file => file.Id)
            .Take(BatchSize)
            .Select(file => new { file.Id, file.Number, file.Applicant, file.Flow, file.Title, file.FlowVersionId })
            .ToListAsync(cancellation);
        if (files.Count == 0) return null;

        writing.Forget();
        await transaction.BeginAsync(cancellation);
        var ids = files.ConvertAll(file => file.Id);
        foreach (var file in files)
        {
            var text = CaseText.Of(file.Number, file.Applicant);
            await SearchWriting.WriteAsync(db, file.Id, text, null, cancellation);
        }

        foreach (var flow in files.GroupBy(file => file.Flow))
        {
            var ofFlow = flow.Select(file => file.Id).ToList();
            await db.ReviewTasks
                .Where(task => ofFlow.Contains(task.CaseId) && task.Flow == "")
                .ExecuteUpdateAsync(set => set.SetProperty(task => task.Flow, flow.Key), cancellation);
        }

        var labels = await LabelsAsync(ids, cancellation);
        foreach (var label in labels) await writing.LabelAsync(db, label, cancellation);
        return ids[^1];
    }

    private Task<List<LabelledTask>> LabelsAsync(List<Guid> cases, CancellationToken cancellation) => (
        from task in db.ReviewTasks
        join file in db.Cases on task.CaseId equals file.Id
        where cases.Contains(task.CaseId)
        select new LabelledTask(
            task.DepartmentCode,
            task.PostCode,
            file.Flow,
            task.StepId,
            task.TitleZh,
            task.TitleVi,
            task.TitleEn,
            file.Title,
            file.FlowVersionId)).Distinct().ToListAsync(cancellation);
}
