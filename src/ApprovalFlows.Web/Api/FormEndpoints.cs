using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Web.Api;

public static class FormEndpoints
{
    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/forms", ListAsync).WithSummary("The matters one can apply for.");
        routes.MapGet("/api/forms/{flow}", ShowAsync).WithSummary("The fields of the published flow's form.");
    }

    private static async Task<IResult> ListAsync(Caller _, FlowService flows, CancellationToken cancellation) =>
        TypedResults.Ok((await flows.ListMattersAsync(cancellation)).Select(flow => new
        {
            flow.Flow,
            flow.Version,
            flow.Form.Title,
        }));

    private static async Task<IResult> ShowAsync(
        string flow, Caller _, FlowService flows, CancellationToken cancellation)
    {
        var found = await flows.FindPublishedAsync(flow, cancellation);
        return TypedResults.Json(
            new
            {
                found.Flow,
                found.Version,
                found.Form.Title,
                fields = found.Form.AllFields(),
                attachments = found.Form.AllAttachments(),
                sections = found.Form.Sections.Select(section => new
                {
                    section.Name,
                    section.Title,
                    section.Hint,
                    fields = section.Fields.Select(field => field.Name),
                    attachments = section.Attachments.Select(slot => slot.Name),
                }),
                found.Form.Rules,
            },
            FormJson.Options);
    }
}
