using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Who holds which post from when to when, and the tasks that nobody may decide.</summary>
public static class PostEndpoints
{
    public static void MapPosts(this IEndpointRouteBuilder routes)
    {
        var posts = routes.MapGroup("/api/posts").RequireAuthorization("StaffReader");
        posts.MapGet("", ListAsync).WithSummary("The posts and who holds them, today and later.");
        var changes = posts.MapGroup("/holdings").RequireAuthorization("Admin");
        changes.MapPost("", AppointAsync).WithSummary("Appoints somebody to a post, from today at the earliest.");
        changes.MapPost("/{id:guid}/end", EndAsync).WithSummary("Ends a holding with its last day.");
        var tasks = routes.MapGroup("/api/unattended").RequireAuthorization("StaffReader");
        tasks.MapGet("", UnattendedAsync).WithSummary("Open tasks that nobody may decide.");
        tasks.MapPost("/{id:guid}/address", AddressAsync).RequireAuthorization("Admin")
            .WithSummary("Looks again at the post of a task, or puts it before another one of the office.");
    }

    private static async Task<IResult> ListAsync(PostService posts, CancellationToken cancellation)
    {
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            items = (await posts.ListAsync(cancellation)).Select(post => new
            {
                post.Department,
                departmentName = post.DepartmentName.In(culture),
                post.Post,
                name = post.Name.In(culture),
                holdings = post.Holdings.Select(held => new
                {
                    held.Id,
                    held.UserName,
                    held.Name,
                    held.From,
                    held.To,
                    held.IsNow,
                }),
            }),
        });
    }

    private static async Task<IResult> AppointAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var wanted = new Appointment(
            fields.Text("person", required: true),
            fields.Text("department", required: true),
            fields.Text("post", required: true),
            fields.Date("from", required: true) ?? default,
            fields.Date("to"));
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<PostService, PostHolding>(
            caller.Actor,
            service => service.AppointAsync(wanted, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var lastDay = fields.Date("lastDay", required: true) ?? default;
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<PostService, PostHolding>(
            caller.Actor,
            service => service.EndAsync(id, lastDay, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> UnattendedAsync(UnattendedService tasks, CancellationToken cancellation)
    {
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            items = (await tasks.ListAsync(cancellation)).Select(task => new
            {
                task.Id,
                task.CaseNumber,
                step = task.Step.In(culture),
                department = task.Department.In(culture),
                task.DepartmentCode,
                post = task.Post.In(culture),
                createdAt = ChinaTime.Of(task.CreatedAt),
                dueAt = CaseJson.Local(task.DueAt),
            }),
        });
    }

    private static async Task<IResult> AddressAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var post = fields.Text("post");
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var task = await work.RunAsync<UnattendedService, ReviewTask>(
            caller.Actor,
            service => service.AddressAsync(id, post, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { task.Id, task.DepartmentCode, task.PostCode });
    }

    private static object Of(PostHolding held) => new
    {
        held.Id,
        department = held.DepartmentCode,
        post = held.PostCode,
        held.From,
        held.To,
    };
}
