using System.Globalization;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Suspension, reinstatement, revocation, cancellation and surrender of certificates.</summary>
public static class CertificateLifeEndpoints
{
    public static void MapCertificateLife(this IEndpointRouteBuilder routes)
    {
        var certificate = routes.MapGroup("/api/certificates/{number}");
        certificate.MapGet("/consequences", PreviewAsync)
            .WithSummary("Whom and what an act would hold up: counted in full, listed by pages.");
        foreach (var act in LifeActs.All)
        {
            certificate.MapPost($"/{act}", (string number, HttpContext context, Caller caller, UnitOfWork work) =>
                ActAsync(act, number, context, caller, work))
                .WithSummary($"The {act} of a certificate, with its reason.");
        }
    }

    private static async Task<IResult> PreviewAsync(
        string number, HttpContext context, Caller _, CertificateLifeService life)
    {
        var query = new QueryFields(context.Request.Query);
        var act = query.Choice<HoldAct>("act") ?? HoldAct.Suspension;
        var from = query.Date("from");
        var (page, size) = (query.Page, query.PageSize);
        query.MustBeRight();
        var found = await life.PreviewAsync(number, act, from, page, size, context.RequestAborted);
        return TypedResults.Ok(new
        {
            found.Number,
            act = JsonNames.Camel(found.Act),
            found.From,
            found.Workers,
            papers = found.Held.TotalCount,
            found.ByKind,
            items = found.Held.Items,
            found.Held.Page,
            found.Held.PageSize,
        });
    }

    private static async Task<IResult> ActAsync(
        string act, string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var request = new LifeRequest(
            fields.Text("reason", required: true), fields.Date("from"), fields.Text("hearing"));
        fields.MustBeRight();
        var paper = await work.RunAsync<CertificateLifeService, Certificate>(
            caller.Actor,
            life => LifeActs.DoAsync(life, act, number, request, context.RequestAborted),
            context.RequestAborted);
        var last = paper.Entries.MaxBy(entry => entry.At);
        return TypedResults.Ok(new
        {
            paper.Number,
            kind = CertificateKinds.NameOf(paper.Kind).In(CultureInfo.CurrentUICulture),
            status = JsonNames.Camel(paper.Status),
            paper.EndedOn,
            last?.Act,
            last?.From,
        });
    }
}
