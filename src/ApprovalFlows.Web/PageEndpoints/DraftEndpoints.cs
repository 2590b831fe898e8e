using ApprovalFlows.Core;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Cases.Batches;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Components.Forms;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.Resources;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>Saves forms by itself while they are filled in.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder routes)
    {
        var drafts = routes.MapGroup("").ExcludeFromDescription().RequireAuthorization("FillsForms")
            .WithMetadata(new RequireAntiforgeryTokenAttribute());
        drafts.MapPost("/apply/{flow}/draft", async (
            string flow, HttpContext context, FlowService flows, DraftSaving saving) =>
                await saving.SaveAsync(context, flow, (await flows.FindPublishedAsync(flow)).Form));
        drafts.MapPost("/batches/new/{flow}/draft", async (
            string flow, HttpContext context, FlowService flows, DraftSaving saving) =>
                await saving.SaveAsync(
                    context,
                    ApplicationBatchService.DraftOf(flow),
                    (await flows.FindPublishedAsync(flow)).Form.SharedPart())).RequireAuthorization("Applies");
        drafts.MapPost("/cases/{number}/draft", async (
            string number, HttpContext context, FlowService flows, CaseViewService cases, DraftSaving saving) =>
        {
            var file = await cases.ShowAsync(number, context.RequestAborted);
            return await saving.SaveAsync(context, number, await flows.FormOfVersionAsync(file.FlowVersionId));
        });
    }
}

internal sealed class DraftSaving(UnitOfWork work, CurrentActor current, IStringLocalizer<SharedText> text)
{
    public async Task<IResult> SaveAsync(HttpContext context, string subject, FormDefinition form)
    {
        var content = PostedForm.Read(form, await context.Request.ReadFormAsync(context.RequestAborted));
        try
        {
            var savedAt = await work.RunAsync<DraftService, DateTimeOffset>(
                current.Actor, drafts => drafts.SaveAsync(subject, content));
            return Results.Ok(new { text = text["Form.Saved", DateWords.Clock(savedAt)].Value });
        }
        catch (RuleViolation refusal)
        {
            var detail = Refusals.Lines(refusal)[0].Sentence;
            return Results.Json(new { detail }, statusCode: Refusals.StatusOf(refusal));
        }
    }
}
