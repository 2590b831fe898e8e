using System.IO.Compression;
using System.Net.Mime;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Answers the request with a file, or with several in one archive.</summary>
[Activity("Elsa", "HTTP", "Answers the request with a file.", DisplayName = "HTTP File Response")]
public sealed class WriteFileHttpResponse : Activity
{
    private const string DefaultType = "application/octet-stream";

    [Input(Description = "The type of the content.")]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(Description = "The name of the file.")]
    public Input<string?> Filename { get; set; } = null!;

    [Input(Description = "The entity tag.")]
    public Input<string?> EntityTag { get; set; } = null!;

    [Input(Description = "Bytes, a file, a list of files, or text.")]
    public Input<object?> Content { get; set; } = null!;

    [Input(Description = "Not used: answers are sent whole.")]
    public Input<bool> EnableResumableDownloads { get; set; } = null!;

    [Input(Description = "Not used: answers are sent whole.")]
    public Input<string?> DownloadCorrelationId { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Answers.Open(context, "HttpContextLost", response => Write(context, response));
        return context.CompleteActivityAsync();
    }

    private void Write(ActivityExecutionContext context, HttpResponseData response)
    {
        var files = FilesOf(context.Get(Content)).ToList();
        if (files.Count == 0)
        {
            response.StatusCode = 204;
            return;
        }

        var file = files.Count == 1 ? files[0] : Zip(files);
        var name = context.Get(Filename) is { Length: > 0 } given ? given : file.FileName;
        response.ContentType = context.Get(ContentType) is { Length: > 0 } type
            ? type
            : file.ContentType ?? DefaultType;
        response.Body = file.Content;
        if (name.Length > 0)
            response.Headers["Content-Disposition"] = [DispositionOf(name)];
        if (context.Get(EntityTag) is { Length: > 0 } tag)
            response.Headers["ETag"] = [tag.StartsWith('"') ? tag : $"\"{tag}\""];
    }

    // A header is ASCII: another name goes encoded beside a plain one (RFC 6266, RFC 8187).
    private static string DispositionOf(string name) => name.All(letter => letter is >= ' ' and < (char)127)
        ? new ContentDisposition { FileName = name, Inline = false }.ToString()
        : "attachment; filename=\"file" + AsciiExtension(name) + "\"; filename*=UTF-8''"
            + Uri.EscapeDataString(name);

    private static string AsciiExtension(string name)
    {
        var extension = Path.GetExtension(name);
        return extension.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.') ? extension : "";
    }

    private static IEnumerable<HttpFileData> FilesOf(object? content) => content switch
    {
        null => [],
        HttpFileData file => [file],
        byte[] bytes => [new HttpFileData("", "", DefaultType, bytes)],
        string text => [new HttpFileData("", "", "text/plain", System.Text.Encoding.UTF8.GetBytes(text))],
        System.Collections.IEnumerable list => list.Cast<object?>().SelectMany(FilesOf),
        _ => throw new InvalidOperationException($"A {content.GetType().Name} is no file."),
    };

    private static HttpFileData Zip(List<HttpFileData> files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < files.Count; i++)
            {
                var name = files[i].FileName.Length > 0 ? files[i].FileName : $"file-{i + 1}";
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(files[i].Content.Span);
            }

        return new HttpFileData("", "download.zip", "application/zip", buffer.ToArray());
    }
}
