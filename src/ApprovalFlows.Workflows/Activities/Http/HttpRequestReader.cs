using System.Text;
using System.Text.Json;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Gives a request to the outputs of an endpoint (Elsa: HttpEndpoint.cs).</summary>
internal sealed class HttpRequestReader(
    HttpEndpoint endpoint, ActivityExecutionContext context, HttpRequestData request)
{
    public async ValueTask ReadAsync()
    {
        context.Set(endpoint.Result, request);
        context.Set(endpoint.RouteData, Values(request.RouteValues
            .Select(pair => KeyValuePair.Create(pair.Key, new[] { pair.Value ?? "" }))));
        context.Set(endpoint.QueryStringData, Values(request.Query));
        context.Set(endpoint.Headers, Values(request.Headers));
        if (context.Get(endpoint.RequestSizeLimit) is { } limit
            && Math.Max(request.Body.Length, request.ContentLength) > limit)
            await RefuseAsync(
                413,
                "The request is too large.",
                endpoint.ExposeRequestTooLargeOutcome,
                "Request too large");
        else if (HttpForm.IsForm(request))
            await ReadFormAsync();
        else if (request.Body.Length == 0 || TryReadContent())
            await context.CompleteActivityAsync();
    }

    private async ValueTask ReadFormAsync()
    {
        context.Set(endpoint.ParsedContent, HttpForm.Fields(request));
        if (request.Files.Count > 0 && FindFileProblem() is { } problem)
        {
            await RefuseAsync(problem.Status, problem.Message, problem.IsExposed, problem.Outcome);
            return;
        }

        if (request.Files.Count > 0)
        {
            context.Set(endpoint.Files, [.. request.Files]);
            context.Set(endpoint.File, request.Files[0]);
        }

        await context.CompleteActivityAsync();
    }

    private sealed record FileProblem(int Status, string Message, bool IsExposed, string Outcome);

    private FileProblem? FindFileProblem()
    {
        var limit = context.Get(endpoint.FileSizeLimit);
        var allowed = context.Get(endpoint.AllowedFileExtensions);
        var blocked = context.Get(endpoint.BlockedFileExtensions);
        var types = context.Get(endpoint.AllowedMimeTypes);
        if (request.Files.Any(file => limit is not null && file.Content.Length > limit))
            return new(413, "A file is too large.", endpoint.ExposeFileTooLargeOutcome, "File too large");
        if (request.Files.Any(file => allowed is { Count: > 0 } && !Contains(allowed, ExtensionOf(file)))
            || request.Files.Any(file => blocked is { Count: > 0 } && Contains(blocked, ExtensionOf(file))))
            return new(
                415,
                "Files of this kind are not accepted.",
                endpoint.ExposeInvalidFileExtensionOutcome,
                "Invalid file extension");
        return request.Files.Any(file => types is { Count: > 0 } && !Contains(types, file.ContentType ?? ""))
            ? new(
                415,
                "Files of this type are not accepted.",
                endpoint.ExposeInvalidFileMimeTypeOutcome,
                "Invalid file MIME type")
            : null;
    }

    private static bool Contains(IEnumerable<string> list, string item) =>
        list.Contains(item, StringComparer.OrdinalIgnoreCase);

    private static string ExtensionOf(HttpFileData file) => Path.GetExtension(file.FileName);

    // Malformed content answers 400 and leaves the instance where it is, as Elsa does.
    private bool TryReadContent()
    {
        try
        {
            var type = endpoint.ParsedContent.GetTargetType(context);
            context.Set(endpoint.ParsedContent, HttpContentParser.Parse(request, type));
            return true;
        }
        catch (JsonException e)
        {
            Answer(400, $"The content is not valid JSON: {e.Message}");
            return false;
        }
    }

    private ValueTask RefuseAsync(int status, string message, bool isExposed, string outcome)
    {
        if (isExposed)
            return context.CompleteActivityWithOutcomesAsync(outcome);
        Answer(status, message);
        return ValueTask.CompletedTask;
    }

    private void Answer(int status, string message) =>
        context.WorkflowExecutionContext.HttpResponse = new HttpResponseData
        {
            StatusCode = status,
            ContentType = "application/json",
            Body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { message })),
        };

    private static Dictionary<string, object> Values(
        IEnumerable<KeyValuePair<string, string[]>> values) =>
        values.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Length == 1 ? (object)pair.Value[0] : pair.Value,
            StringComparer.OrdinalIgnoreCase);
}
