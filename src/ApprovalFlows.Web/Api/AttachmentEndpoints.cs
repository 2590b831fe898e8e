using ApprovalFlows.Core;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Http.Features;

namespace ApprovalFlows.Web.Api;

public static class AttachmentEndpoints
{
    // Room for the multipart envelope around the largest file.
    private const int MaxRequestBytes = AttachmentLimits.MaxBytes + 64 * 1024;

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/attachments", UploadAsync)
            .DisableAntiforgery()
            .WithSummary("Takes one file in (multipart/form-data).");
        routes.MapGet("/api/attachments/{id:guid}", DownloadAsync).WithSummary("The file itself.");
    }

    public static async Task<(string Name, byte[] Content)> ReadFileAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType) throw RuleViolation.Invalid("file", "FileMissing");
        if (request.ContentLength > MaxRequestBytes) throw TooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxRequestBytes;
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = MaxRequestBytes, ValueCountLimit = 16 },
                context.RequestAborted);
        }
        catch (Exception bad) when (bad is InvalidDataException or BadHttpRequestException or IOException)
        {
            throw bad is BadHttpRequestException { StatusCode: 413 } ? TooLarge()
                : RuleViolation.Invalid("file", "FileMissing");
        }

        if (form.Files.Count != 1) throw RuleViolation.Invalid("file", "FileMissing");
        var file = form.Files[0];
        if (file.Length > AttachmentLimits.MaxBytes) throw TooLarge();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, context.RequestAborted);
        return (file.FileName, content.ToArray());
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var (name, content) = await ReadFileAsync(context);
        var saved = await work.RunAsync<AttachmentService, Attachment>(
            caller.Actor,
            service => service.UploadAsync(name, content, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Created($"/api/attachments/{saved.Id}", new
        {
            saved.Id,
            saved.FileName,
            saved.Size,
            saved.ContentType,
            saved.Sha256,
        });
    }

    private static async Task<IResult> DownloadAsync(
        Guid id, Caller _, AttachmentService attachments, CancellationToken cancellation)
    {
        var found = await attachments.FindAsync(id, cancellation);
        return TypedResults.Stream(attachments.Open(found), found.ContentType, found.FileName);
    }

    private static BadBodyException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge,
        new Sentence("FileTooLarge", AttachmentLimits.MaxBytes / 1024 / 1024),
        "file");
}
