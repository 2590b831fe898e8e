using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>
/// Keeps what the inbox is searched by right in the very save that changes a case or opens a task,
/// so that no use case has to think of it.
/// </summary>
public sealed class SearchIndexing(SearchWriting writing) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        var db = (AppDbContext)eventData.Context!;
        var (files, tasks) = ChangedIn(db);
        foreach (var file in files)
        {
            var before = file.State == EntityState.Added
                ? null
                : CaseText.Of(file.Entity.Number, file.Property(row => row.Applicant).OriginalValue);
            await SearchWriting.WriteAsync(
                db, file.Entity.Id, CaseText.Of(file.Entity), before, cancellationToken);
        }

        foreach (var task in tasks) await AddAsync(db, task, cancellationToken);
        return result;
    }

    private static (List<EntityEntry<Case>> Files, List<ReviewTask> Tasks) ChangedIn(AppDbContext db)
    {
        List<EntityEntry<Case>> files = [];
        List<ReviewTask> tasks = [];
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry is { Entity: ReviewTask task, State: EntityState.Added }) tasks.Add(task);
            if (entry.Entity is not Case file) continue;
            var known = db.Entry(file);
            if (entry.State == EntityState.Added
                || (entry.State == EntityState.Modified && known.Property(row => row.Applicant).IsModified))
                files.Add(known);
        }

        return (files, tasks);
    }

    private async Task AddAsync(AppDbContext db, ReviewTask task, CancellationToken cancellation)
    {
        var file = await FindAsync(db, task.CaseId, cancellation);
        if (file is null) return;
        task.Flow = file.Flow;
        var labelled = new LabelledTask(
            task.DepartmentCode,
            task.PostCode,
            file.Flow,
            task.StepId,
            task.TitleZh,
            task.TitleVi,
            task.TitleEn,
            file.Title,
            file.FlowVersionId);
        await writing.LabelAsync(db, labelled, cancellation);
    }

    // Nearly always the case is there already: the step that opens a task has read it.
    private static async Task<Case?> FindAsync(AppDbContext db, Guid id, CancellationToken cancellation) =>
        db.Cases.Local.FindEntry(id)?.Entity
        ?? await db.Cases.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellation);
}
