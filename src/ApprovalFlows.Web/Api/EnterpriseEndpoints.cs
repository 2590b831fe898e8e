using System.Globalization;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>The register of enterprises.</summary>
public static class EnterpriseEndpoints
{
    public static void MapEnterprises(this IEndpointRouteBuilder routes)
    {
        var firms = routes.MapGroup("/api/enterprises").RequireAuthorization(WorkerEndpoints.Reader);
        firms.MapGet("", ListAsync).WithSummary("Enterprises of all kinds, the newest first.");
        firms.MapPost("", RegisterAsync).WithSummary("Registers an enterprise.");
        firms.MapGet("/{id:guid}", ShowAsync).WithSummary("An enterprise with its quota and services.");
        firms.MapPost("/{id:guid}/changes", ChangeAsync).WithSummary("Changes fields, for a reason.");
        firms.MapPost("/{id:guid}/unmask", UnmaskAsync).WithSummary("A number in full, for a reason that is kept.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller _, EnterpriseList firms)
    {
        var query = new QueryFields(context.Request.Query);
        var asked = new EnterpriseQuery
        {
            Text = query.Text("q"),
            Kind = query.Text("kind"),
            AreaCode = query.Text("area"),
            IsPilot = query.Flag("pilot"),
            After = query.Id("after"),
            PageSize = query.PageSize,
        };
        query.MustBeRight();
        var page = await firms.ListAsync(asked, context.RequestAborted);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(firm => new
            {
                firm.Id,
                firm.Name,
                firm.UnifiedSocialCreditCode,
                firm.Kind,
                kindName = EnterpriseKinds.NameOf(firm.Kind).In(CultureInfo.CurrentUICulture),
                firm.AreaCode,
                firm.ParkCode,
                firm.PilotFrom,
                firm.PilotTo,
            }),
            page.TotalCount,
            page.Next,
        });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, EnterpriseList firms, CancellationToken cancellation)
    {
        var view = await firms.ShowAsync(id, cancellation);
        return TypedResults.Ok(new
        {
            view.Id,
            view.Fields,
            view.Unmaskable,
            view.Changeable,
            view.IsPilot,
            view.Quota,
            view.Services,
            view.Revision,
            view.History,
        });
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var texts = WorkerEndpoints.Texts(fields, EnterpriseFields.All);
        fields.MustBeRight();
        var firm = await work.RunAsync<EnterpriseService, Enterprise>(
            caller.Actor, service => service.RegisterAsync(texts, context.RequestAborted), context.RequestAborted);
        return TypedResults.Created($"/api/enterprises/{firm.Id}", new { firm.Id, firm.Revision });
    }

    private static async Task<IResult> ChangeAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var changed = new Fields(fields.Object("fields", required: true) ?? WorkerEndpoints.Nothing);
        var texts = WorkerEndpoints.Texts(changed, EnterpriseFields.All);
        var reason = fields.Text("reason", required: true);
        var revision = fields.Value("revision") is null ? (int?)null : fields.Integer("revision");
        fields.MustBeRight();
        changed.MustBeRight();
        var firm = await work.RunAsync<EnterpriseService, Enterprise>(
            caller.Actor,
            service => service.ChangeAsync(id, texts, reason, revision, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { firm.Id, firm.Revision });
    }

    private static async Task<IResult> UnmaskAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var field = fields.Text("field", required: true);
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var value = await work.RunAsync<EnterpriseService, string>(
            caller.Actor,
            service => service.UnmaskAsync(id, field!, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new { field, value });
    }
}
