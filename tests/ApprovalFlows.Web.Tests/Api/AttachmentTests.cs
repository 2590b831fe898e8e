using System.Net;
using System.Security.Cryptography;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

public sealed class AttachmentTests : IAsyncDisposable
{
    private static readonly byte[] Pdf = EmployerApplication.Pdf("attachment");
    private readonly ApiHost api = new(TestDatabase.AsConfigured);

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Upload_PlainFile_TellsWhatWasTaken()
    {
        var answer = await api.UploadAsync("employer", "营业执照 giấy phép.pdf", Pdf);

        var body = answer.Body;
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(("营业执照 giấy phép.pdf", "application/pdf", Pdf.Length),
            (body.Text("fileName"), body.Text("contentType"), body.GetProperty("size").GetInt32()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), body.Text("sha256"));
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\\\Users\\\\x\\\\a.pdf", "a.pdf")]
    [InlineData("/var/www/index.pdf", "index.pdf")]
    [InlineData("A.PDF", "A.PDF")]
    public async Task Upload_NameWithAPath_KeepsTheNameOnly(string sent, string kept)
    {
        var answer = await api.UploadAsync("employer", sent, Pdf);

        Assert.Equal(kept, answer.MustSucceed().Text("fileName"));
        Assert.All(
            Directory.EnumerateFiles(api.Application.DataDirectory, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(kept, file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_OwnFile_GivesTheBytesBack()
    {
        var id = (await api.UploadAsync("employer", "a.pdf", Pdf)).Body.Text("id");

        using var answer = await (await api.ClientAsync("employer")).GetAsync(
            $"/api/attachments/{id}", TestContext.Current.CancellationToken);

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Show_PictureWithAPageBehindIt_IsAPictureThatRunsNothing()
    {
        byte[] polyglot = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "<html><script>alert(1)</script>"u8];
        var id = (await api.UploadAsync("employer", "a.png", polyglot)).MustSucceed().Text("id");
        using var visitor = new Pages.Visitor(api.Application);
        await visitor.SignInAsync("employer");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{id}");

        using var shown = await visitor.AskAsync(request);
        using var kept = await (await api.ClientAsync("employer")).GetAsync(
            $"/api/attachments/{id}", TestContext.Current.CancellationToken);

        var policy = Assert.Single(shown.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("default-src 'none'", policy);
        Assert.EndsWith("sandbox", policy);
        Assert.Equal("attachment", kept.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Theory]
    [InlineData("employer", HttpStatusCode.OK)]
    [InlineData("window", HttpStatusCode.OK)]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("employer2", HttpStatusCode.NotFound)]
    [InlineData("police", HttpStatusCode.NotFound)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Download_FileOfACase_IsForThoseWhoSeeTheCase(string? user, HttpStatusCode expected)
    {
        var body = await api.BodyAsync();
        await api.SubmitAsync(body);
        var id = (string?)body["attachments"]!["rulesSafety"]![0];

        using var answer = await (await api.ClientAsync(user)).GetAsync(
            $"/api/attachments/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_ByTheAuditor_IsForbidden()
    {
        var answer = await api.UploadAsync("auditor", "a.pdf", Pdf);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }
}
