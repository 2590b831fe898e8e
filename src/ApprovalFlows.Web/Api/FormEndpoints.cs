using ApprovalFlows.Core.Flows;

namespace ApprovalFlows.Web.Api;

public static class FormEndpoints
{
    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/forms", async (Caller _, FlowService flows, CancellationToken cancellation) =>
            (await flows.ListPublishedAsync(cancellation)).Select(flow => new
            {
                flow.Flow, flow.Version, flow.Form.Title,
            })).WithSummary("The matters one can apply for.");
        routes.MapGet(
            "/api/forms/{flow}",
            async (string flow, Caller _, FlowService flows, CancellationToken cancellation) =>
            {
                var found = await flows.FindPublishedAsync(flow, cancellation);
                return new
                {
                    found.Flow,
                    found.Version,
                    fields = found.Form.Sections.SelectMany(section => section.Fields),
                    attachments = found.Form.Attachments,
                    sections = found.Form.Sections.Select(section => new
                    {
                        section.Name, section.Label, fields = section.Fields.Select(field => field.Name),
                    }),
                };
            }).WithSummary("The fields of the published flow's form.");
    }
}
