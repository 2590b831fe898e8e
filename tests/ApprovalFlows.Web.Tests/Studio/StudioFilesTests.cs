using System.Net;
using System.Net.Http.Headers;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Pages;

namespace ApprovalFlows.Web.Tests.Studio;

public sealed class StudioFilesTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    private const string Starter = "_framework/blazor.webassembly.js";

    private static readonly string Folder = RepositoryFiles.PathOf("src/ApprovalFlows.Web/wwwroot/lib/studio");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br", ".br")]
    [InlineData("gzip, deflate", "gzip", ".gz")]
    [InlineData("br;q=0, gzip", "gzip", ".gz")]
    [InlineData("identity", null, "")]
    [InlineData("", null, "")]
    public async Task File_ForEachAcceptedEncoding_IsTheOneOfThePackage(
        string accepted, string? encoding, string suffix)
    {
        using var answer = await AskAsync(Starter, accepted);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Folder, Starter + suffix), Cancellation),
            await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("_framework", "dotnet.native.*.wasm", "application/wasm")]
    [InlineData("_framework", "icudt.*.dat", "application/octet-stream")]
    [InlineData("_framework", "dotnet.runtime.*.js", "text/javascript")]
    [InlineData("_content/MudBlazor", "MudBlazor.min.css", "text/css")]
    [InlineData("_content/Radzen.Blazor", "*.woff2", "font/woff2")]
    [InlineData("", "appsettings.json", "application/json")]
    public async Task File_OfEachKind_HasTheTypeOfWhatIsPacked(string folder, string pattern, string type)
    {
        using var answer = await AskAsync(Find(folder, pattern), "br");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task File_WithAFingerprint_IsKeptForGood()
    {
        using var answer = await AskAsync(Find("_framework", "dotnet.native.*.wasm"), "br");

        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task File_WithoutAFingerprint_IsAskedForAgainButNotSentAgain()
    {
        using var first = await AskAsync(Starter, "br");

        using var second = await AskAsync(Starter, "br", first.Headers.ETag);

        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task File_OtherEncoding_HasAnotherTag()
    {
        using var first = await AskAsync(Starter, "br");

        using var second = await AskAsync(Starter, "gzip", first.Headers.ETag);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Theory]
    [InlineData("_framework/missing.wasm")]
    [InlineData("_content/missing.js")]
    [InlineData("index.html")]
    public async Task File_NotInThePackage_DoesNotExist(string path)
    {
        using var answer = await AskAsync(path, "br");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    // A client would tidy these addresses up before sending them.
    [Theory]
    [InlineData("/studio/_framework/../../../../appsettings.json")]
    [InlineData("/studio/_content/../../../../Program.cs")]
    [InlineData("/studio/_content/..\\..\\..\\..\\appsettings.json")]
    public async Task File_OutsideThePackage_IsNotReached(string path)
    {
        var context = await application.Server.SendAsync(
            request =>
            {
                request.Request.Method = "GET";
                request.Request.Path = path;
                request.Request.Headers.AcceptEncoding = "br";
            },
            Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, (HttpStatusCode)context.Response.StatusCode);
    }

    private static string Find(string folder, string pattern) => Path.GetRelativePath(
        Folder,
        Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern, SearchOption.AllDirectories).First());

    private async Task<HttpResponseMessage> AskAsync(string path, string accepted, EntityTagHeaderValue? known = null)
    {
        using var client = application.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/studio/{path}");
        if (accepted.Length > 0) request.Headers.Add("Accept-Encoding", accepted);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request, Cancellation);
    }
}
