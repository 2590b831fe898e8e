using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ApprovalFlows.Web.Studio;

/// <summary>
/// The files of Elsa Studio under /studio, byte by byte as the package holds them (their hashes are checked
/// in the browser), in the compression that lies beside each of them.
/// </summary>
internal static class StudioFiles
{
    private const string Encoding = "StudioEncoding";
    private static readonly string[] Folders = ["/_framework", "/_content"];
    private static readonly (string Name, string Suffix)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void UseStudioFiles(this WebApplication app)
    {
        var folder = Path.Combine(app.Environment.WebRootPath, "lib", "studio");
        Directory.CreateDirectory(folder);
        var files = new PhysicalFileProvider(folder);
        app.UseWhen(
            context => IsFile(context.Request.Path),
            studio =>
            {
                studio.Use((context, next) => ChooseEncoding(context, files, next));
                studio.UseStaticFiles(new StaticFileOptions
                {
                    FileProvider = files,
                    RequestPath = "/studio",
                    ServeUnknownFileTypes = true,
                    OnPrepareResponse = SetHeaders,
                });
                studio.Run(SayNotFound);
            });
    }

    // Addresses of our pages lie deeper: /studio/flows/{definitionId}, and an id may hold a dot.
    private static bool IsFile(PathString path) =>
        path.StartsWithSegments("/studio", out var rest)
        && (Folders.Any(folder => rest.StartsWithSegments(folder))
            || Path.HasExtension(rest.Value) && rest.Value!.LastIndexOf('/') == 0);

    private static Task ChooseEncoding(HttpContext context, PhysicalFileProvider files, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding
            .Where(item => item.Quality is not 0d)
            .Select(item => item.Value.ToString())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, suffix) in Encodings)
            if (accepted.Contains(name)
                && files.GetFileInfo(path["/studio".Length..] + suffix).Exists)
            {
                context.Items[Encoding] = name;
                context.Request.Path = path + suffix;
                break;
            }

        return next(context);
    }

    // A script that is not there must not be answered with the page that asks to sign in.
    private static Task SayNotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static void SetHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        var name = file.File.Name;
        if (file.Context.Items[Encoding] is string encoding)
        {
            name = Path.GetFileNameWithoutExtension(name);
            headers.ContentEncoding = encoding;
        }

        headers.Vary = "Accept-Encoding";
        headers.ContentType = Types.TryGetContentType(name, out var type) ? type : "application/octet-stream";
        headers.CacheControl = HasFingerprint(name) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    // name.98tzo6dc2v.wasm: the middle part changes with the content.
    private static bool HasFingerprint(string name) =>
        name.Split('.') is [.., { Length: 10 } mark, _] && mark.Any(char.IsDigit) && mark.All(char.IsLetterOrDigit);
}
