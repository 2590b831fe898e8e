using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>What people tell each other about a case: 催办, 抄送 and 已阅, comments and questions.</summary>
public static class SharingEndpoints
{
    public static void MapSharing(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/api/tasks/{id:guid}");
        tasks.MapPost("/reminder", UrgeAsync).WithSummary("催办: asks for a step to be hurried on, once a working day.");
        tasks.MapPost("/copies", CopyAsync).WithSummary("抄送: shows the case to other officials for information.");
        var copies = routes.MapGroup("/api/copies");
        copies.MapGet("", ListCopiesAsync).WithSummary("What others have shown to the caller.");
        copies.MapGet("/recipients", ListColleaguesAsync).WithSummary("Whom a case may be shown to.");
        copies.MapPost("/{id:guid}/read", ReadCopyAsync).WithSummary("已阅.");
        var comments = routes.MapGroup("/api/cases/{number}/comments");
        comments.MapGet("", ListCommentsAsync).WithSummary("Comments of officials; never for the applicant.");
        comments.MapPost("", CommentAsync).WithSummary("A comment, a question to an office, or the answer to one.");
    }

    private static async Task<IResult> UrgeAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason");
        fields.MustBeRight();
        var urging = await work.RunAsync<UrgingService, Urging>(
            caller.Actor,
            service => service.UrgeAsync(id, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { urging.Id, urging.TaskId, at = ChinaTime.Of(urging.At), urging.Reason });
    }

    private static async Task<IResult> CopyAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var note = fields.Text("note");
        var to = new HashSet<Guid>();
        foreach (var item in fields.List("to"))
        {
            if (item.ValueKind == System.Text.Json.JsonValueKind.String && item.TryGetGuid(out var user)) to.Add(user);
            else fields.Fail("to", "[id]");
        }

        fields.MustBeRight();
        var copies = await work.RunAsync<CopyService, IReadOnlyList<CaseCopy>>(
            caller.Actor,
            service => service.SendAsync(id, to, note, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { items = copies.Select(copy => new { copy.Id, copy.ToId, to = copy.ToName }) });
    }

    private static async Task<IResult> ListCopiesAsync(
        HttpContext context, Caller _, CopyService copies, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (unread, number, size) = (fields.Flag("unread") ?? false, fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await copies.ListAsync(unread, number, size, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(Of),
            page.TotalCount,
            page.Page,
            page.PageSize,
        });
    }

    private static async Task<IResult> ListColleaguesAsync(
        Caller _, CopyService copies, CancellationToken cancellation) =>
        TypedResults.Ok(new
        {
            items = (await copies.ColleaguesAsync(cancellation)).Select(person => new
            {
                person.Id,
                person.Name,
                department = person.Department.ToString(),
            }),
        });

    private static async Task<IResult> ReadCopyAsync(
        Guid id, Caller caller, UnitOfWork work, CancellationToken cancellation)
    {
        var copy = await work.RunAsync<CopyService, CaseCopy>(
            caller.Actor, service => service.ReadAsync(id, cancellation), cancellation);
        return TypedResults.Ok(new { copy.Id, readAt = CaseJson.Local(copy.ReadAt) });
    }

    private static async Task<IResult> ListCommentsAsync(
        string number, Caller _, CommentService comments, CancellationToken cancellation) =>
        TypedResults.Ok(new { items = (await comments.ListAsync(number, cancellation)).Select(Of) });

    private static async Task<IResult> CommentAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var (text, to) = (fields.Text("text", required: true), fields.Text("toDepartment"));
        var answers = fields.Text("answers");
        var question = Guid.TryParse(answers, CultureInfo.InvariantCulture, out var found) ? found : (Guid?)null;
        if (answers is not null && question is null) fields.Fail("answers", "id");
        fields.MustBeRight();
        var comment = await work.RunAsync<CommentService, CaseComment>(
            caller.Actor,
            service => service.AddAsync(number, new CommentDraft(text, to, question), context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { comment.Id, at = ChinaTime.Of(comment.At), comment.Text });
    }

    private static object Of(CopyView copy) => new
    {
        copy.Id,
        copy.TaskId,
        copy.CaseNumber,
        copy.Title,
        step = copy.Step.ToString(),
        copy.From,
        copy.Note,
        sentAt = ChinaTime.Of(copy.SentAt),
        readAt = CaseJson.Local(copy.ReadAt),
    };

    private static object Of(CommentView comment) => new
    {
        comment.Id,
        comment.Author,
        department = comment.Department.ToString(),
        comment.Text,
        at = ChinaTime.Of(comment.At),
        toDepartment = comment.ToDepartmentCode,
        toDepartmentName = comment.ToDepartment?.ToString(),
        answers = comment.AnswersId,
        comment.MayAnswer,
    };
}
