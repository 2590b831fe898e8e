using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

/// <summary>
/// What the pages of a task and a case show of urging, copies and comments, and the acts behind their forms.
/// </summary>
public sealed class TaskSharing(
    AppDbContext db,
    UrgingService urgings,
    CopyService copies,
    CommentService comments,
    UnitOfWork work,
    CurrentActor current)
{
    public sealed record Shown(
        bool IsInternal,
        IReadOnlyList<UrgeableTask> Urgeable,
        IReadOnlyList<CopyView> Copies,
        IReadOnlyList<Colleague> Colleagues,
        IReadOnlyList<CommentView> Comments,
        IReadOnlyList<(string Code, LocalText Name)> Offices,
        bool MayComment)
    {
        public static Shown Nothing { get; } = new(false, [], [], [], [], [], false);
    }

    public async Task<Shown> LoadAsync(TaskView view, CancellationToken cancellation)
    {
        var shown = await LoadAsync(view.Case, cancellation);
        var mayCopy = shown.MayComment && current.Actor.Holds(view.Task.DepartmentCode, view.Task.PostCode);
        return shown with
        {
            Urgeable = [.. shown.Urgeable.Where(task => task.TaskId == view.Task.Id)],
            Copies = shown.IsInternal ? await copies.OfCaseAsync(view.Case.Id, cancellation) : [],
            Colleagues = mayCopy ? await copies.ColleaguesAsync(cancellation) : [],
        };
    }

    public async Task<Shown> LoadAsync(CaseView file, CancellationToken cancellation)
    {
        var isOfficial = !file.IsOwn && current.Actor.Posts.Count > 0;
        var isInternal = isOfficial || (!file.IsOwn && current.Actor.IsIn(Roles.Auditor));
        return Shown.Nothing with
        {
            Urgeable = await urgings.ListAsync(file.Number, cancellation),
            IsInternal = isInternal,
            Comments = isInternal ? await comments.ListAsync(file.Number, cancellation) : [],
            Offices = isOfficial ? await OfficesAsync(cancellation) : [],
            MayComment = isOfficial,
        };
    }

    public Task ActAsync(string action, Guid task, string number, IFormCollection form) => action switch
    {
        "urge" => work.RunAsync<UrgingService>(
            current.Actor, service => service.UrgeAsync(task, form["urgeReason"])),
        "copy" => work.RunAsync<CopyService>(
            current.Actor, service => service.SendAsync(task, People(form), form["note"])),
        _ => work.RunAsync<CommentService>(
            current.Actor,
            service => service.AddAsync(number, new CommentDraft(
                form["comment"],
                form["toDepartment"],
                Guid.TryParse(form["answers"], out var question) ? question : null))),
    };

    private static List<Guid> People(IFormCollection form) =>
    [
        .. form["to"].Select(text => Guid.TryParse(text, out var id)
            ? id
            : throw RuleViolation.Invalid("to", "CopiesToOfficials")),
    ];

    private async Task<List<(string Code, LocalText Name)>> OfficesAsync(CancellationToken cancellation)
    {
        var rows = await db.Departments.AsNoTracking()
            .Where(office => office.ValidTo == null)
            .OrderBy(office => office.Code)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (row.Code, new LocalText(row.NameZh, row.NameVi, row.NameEn)))];
    }
}
