using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

public static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/api/tasks");
        tasks.MapGet("", ListAsync).WithSummary("The inbox.");
        tasks.MapGet("/{id:guid}", ShowAsync).WithSummary("One task with its case.");
        tasks.MapPut("/{id:guid}/claim", ClaimAsync).WithSummary("Claims a task.");
        tasks.MapDelete("/{id:guid}/claim", ReleaseAsync).WithSummary("Releases a claimed task.");
        tasks.MapPost("/{id:guid}/decision", DecideAsync).WithSummary("Takes the decision.");
        tasks.MapTaskBatches();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller _, InboxService inbox, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var query = new InboxQuery
        {
            Scope = fields.Choice<InboxScope>("scope") ?? InboxScope.Available,
            Overdue = fields.Flag("overdue"),
            Flow = fields.Text("flow"),
            Office = fields.Text("office"),
            Text = fields.Text("q"),
            Sort = fields.Choice<InboxSort>("sort") ?? InboxSort.Due,
            After = fields.Text("after"),
            Page = fields.Page,
            PageSize = fields.PageSize,
        };
        fields.MustBeRight();
        var page = await inbox.ListAsync(query, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(item => Of(item, CultureInfo.CurrentUICulture)),
            page.TotalCount,
            page.TotalIsCapped,
            page.Page,
            page.PageSize,
            page.Next,
            page.Previous,
        });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, TaskViewService tasks, CancellationToken cancellation)
    {
        var found = await tasks.ShowAsync(id, cancellation);
        return TypedResults.Ok(new
        {
            task = Of(found.Task),
            found.MayDecide,
            @case = CaseJson.Of(found.Case),
        });
    }

    private static async Task<IResult> ClaimAsync(
        Guid id, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await work.RunAsync<DecisionService, ReviewTask>(
            caller.Actor, service => service.ClaimAsync(id, cancellation), cancellation)));

    private static async Task<IResult> ReleaseAsync(
        Guid id, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await work.RunAsync<DecisionService, ReviewTask>(
            caller.Actor, service => service.ReleaseAsync(id, cancellation), cancellation)));

    private static async Task<IResult> DecideAsync(
        Guid id, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var request = Read(new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted)));
        var file = await work.RunAsync<DecisionService, Case>(
            caller.Actor,
            service => service.DecideAsync(id, request, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(file.Number, context.RequestAborted)));
    }

    private static DecisionRequest Read(Fields fields)
    {
        var outcome = fields.Text("outcome", required: true);
        var opinion = fields.Text("opinion");
        var revision = fields.Integer("revision");
        var items = new List<CorrectionItem>();
        foreach (var item in fields.List("items"))
        {
            if (item.ValueKind != System.Text.Json.JsonValueKind.Object)
            {
                fields.Fail("items", "[{ field, reason }]");
                continue;
            }

            var parts = new Fields(item);
            items.Add(new CorrectionItem { Field = parts.Text("field"), Reason = parts.Text("reason") ?? "" });
            parts.MustBeRight();
        }

        var sheet = SheetOf(fields);
        fields.MustBeRight();
        return new DecisionRequest(outcome!, opinion, revision, items) { Sheet = sheet };
    }

    private static List<ScoreLine> SheetOf(Fields fields)
    {
        var lines = new List<ScoreLine>();
        foreach (var line in fields.List("sheet"))
        {
            if (line.ValueKind != System.Text.Json.JsonValueKind.Object)
            {
                fields.Fail("sheet", "[{ criterion, points, reason }]");
                continue;
            }

            var parts = new Fields(line);
            var (criterion, points, reason) = (
                parts.Text("criterion", required: true), parts.Integer("points"), parts.Text("reason"));
            parts.MustBeRight();
            lines.Add(new ScoreLine(criterion!, points, reason));
        }

        return lines;
    }

    private static object Of(InboxItem item, CultureInfo culture) => new
    {
        item.Id,
        item.CaseNumber,
        item.Flow,
        item.Title,
        step = item.Step.In(culture),
        department = item.Department.In(culture),
        item.DepartmentCode,
        item.Applicant,
        createdAt = ChinaTime.Of(item.CreatedAt),
        dueAt = CaseJson.Local(item.DueAt),
        item.Overdue,
        item.Assignee,
        item.Outcomes,
        item.Outcome,
        finishedAt = CaseJson.Local(item.FinishedAt),
        item.Revision,
    };

    internal static object Of(ReviewTask task) => new
    {
        task.Id,
        step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn).In(CultureInfo.CurrentUICulture),
        task.DepartmentCode,
        status = JsonNames.Camel(task.Status),
        createdAt = ChinaTime.Of(task.CreatedAt),
        dueAt = CaseJson.Local(task.DueAt),
        assignee = task.AssigneeName,
        task.Outcomes,
        task.Outcome,
        task.Opinion,
        task.Revision,
    };
}
