using ApprovalFlows.Core;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Opinions;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.Resources;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>Saves opinions by itself while they are written.</summary>
internal static class OpinionDraftEndpoints
{
    public static void MapOpinionDrafts(this IEndpointRouteBuilder routes) => routes
        .MapPost(
            "/tasks/{id:guid}/draft",
            (Guid id, HttpContext context, OpinionDraftSaving saving) => saving.SaveAsync(context, id))
        .RequireAuthorization("Reviewer")
        .ExcludeFromDescription()
        .WithMetadata(new RequireAntiforgeryTokenAttribute());
}

internal sealed class OpinionDraftSaving(UnitOfWork work, CurrentActor current, IStringLocalizer<InboxText> text)
{
    public async Task<IResult> SaveAsync(HttpContext context, Guid task)
    {
        var written = Read(await context.Request.ReadFormAsync(context.RequestAborted));
        try
        {
            var savedAt = await work.RunAsync<OpinionDraftService, DateTimeOffset>(
                current.Actor, drafts => drafts.SaveAsync(task, written));
            return Results.Ok(new { text = text["Draft.Saved", DateWords.Clock(savedAt)].Value });
        }
        catch (RuleViolation refusal)
        {
            var detail = Refusals.Lines(refusal)[0].Sentence;
            return Results.Json(new { detail }, statusCode: Refusals.StatusOf(refusal));
        }
    }

    private static WrittenOpinion Read(IFormCollection form) => new(
        form["outcome"].ToString(),
        form["opinion"].ToString(),
        [
            .. form["item.field"]
                .Zip(form["item.reason"], (field, reason) => new CorrectionItem
                {
                    Field = field is { Length: > 0 } ? field : null,
                    Reason = reason ?? "",
                })
                .Where(item => item.Field is not null || item.Reason.Length > 0)
                .Take(DecisionService.MaxItems),
        ]);
}
