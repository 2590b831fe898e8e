using ApprovalFlows.Core;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Components.Shared;
using Microsoft.AspNetCore.Antiforgery;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>Files of forms: taken in while the form is still open, and shown in place.</summary>
internal static class FileEndpoints
{
    // A file that somebody handed in may not run or load anything when it is shown.
    private const string ContentSecurityPolicy =
        "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
        + "frame-ancestors 'self'";

    // Browsers show a PDF in a viewer of their own, which does not open in a sandbox.
    private const string Sandbox = "; sandbox";

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/files", TakeAsync).RequireAuthorization().ExcludeFromDescription()
            .WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapGet("/files/{id:guid}", ShowAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, UnitOfWork work, CurrentActor current)
    {
        try
        {
            var (name, content) = await AttachmentEndpoints.ReadFileAsync(context);
            var saved = await work.RunAsync<AttachmentService, Attachment>(
                current.Actor,
                files => files.UploadAsync(name, content, context.RequestAborted),
                context.RequestAborted);
            return Results.Created($"/files/{saved.Id}", new
            {
                saved.Id,
                saved.FileName,
                address = $"/files/{saved.Id}",
                sizeText = FileSize.Of(saved.Size),
            });
        }
        catch (RuleViolation refusal)
        {
            return Refuse(Refusals.StatusOf(refusal), Refusals.Lines(refusal)[0].Sentence);
        }
        catch (BadBodyException refusal)
        {
            return Refuse(refusal.Status, refusal.Sentence.ToString());
        }
    }

    private static IResult Refuse(int status, string detail) =>
        Results.Json(new { detail }, statusCode: status);

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext context, AttachmentService files, bool download = false)
    {
        var found = await files.FindAsync(id, context.RequestAborted);
        context.Response.Headers.ContentSecurityPolicy =
            found.ContentType == "application/pdf" ? ContentSecurityPolicy : ContentSecurityPolicy + Sandbox;
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Stream(
            files.Open(found),
            found.ContentType,
            download ? found.FileName : null,
            enableRangeProcessing: true);
    }
}
