using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

/// <summary>What the page of a task shows of urging, copies and comments, and the acts behind their forms.</summary>
public sealed class TaskSharing(
    AppDbContext db,
    UrgingService urgings,
    CopyService copies,
    CommentService comments,
    UnitOfWork work,
    CurrentActor current)
{
    public sealed record Shown(
        IReadOnlyList<UrgeableTask> Urgeable,
        IReadOnlyList<CopyView> Copies,
        IReadOnlyList<Colleague> Colleagues,
        IReadOnlyList<CommentView> Comments,
        IReadOnlyList<(string Code, LocalText Name)> Offices,
        bool MayComment)
    {
        public static Shown Nothing { get; } = new([], [], [], [], [], false);
    }

    public async Task<Shown> LoadAsync(TaskView view, CancellationToken cancellation)
    {
        var isOfficial = !view.Case.IsOwn && current.Actor.Posts.Count > 0;
        if (!isOfficial && !(current.Actor.IsIn(Roles.Auditor) && !view.Case.IsOwn)) return Shown.Nothing;
        var mayCopy = isOfficial && current.Actor.Holds(view.Task.DepartmentCode, view.Task.PostCode);
        return new Shown(
            [.. (await urgings.ListAsync(view.Case.Number, cancellation)).Where(task => task.TaskId == view.Task.Id)],
            await copies.OfCaseAsync(view.Case.Id, cancellation),
            mayCopy ? await copies.ColleaguesAsync(cancellation) : [],
            await comments.ListAsync(view.Case.Number, cancellation),
            isOfficial ? await OfficesAsync(cancellation) : [],
            isOfficial);
    }

    public Task ActAsync(string action, Guid task, string number, IFormCollection form) => action switch
    {
        "urge" => work.RunAsync<UrgingService>(current.Actor, service => service.UrgeAsync(task, form["urgeReason"])),
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
