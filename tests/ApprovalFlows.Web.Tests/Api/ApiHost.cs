using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>The program in this process and people who know nothing of it but the HTTP contract.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> clients = [];

    public ApiHost(TestDatabase database) => Application = new TestApplication(database);

    public TestApplication Application { get; }

    public DateOnly Today => ChinaTime.DateOf(Application.Clock.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A client of its own for the account; null is somebody who did not sign in.</summary>
    public async Task<HttpClient> ClientAsync(string? user)
    {
        var name = user ?? "";
        if (clients.TryGetValue(name, out var known)) return known;
        return clients[name] = user is null
            ? Application.CreateClient()
            : await Application.SignInAsync(user, Cancellation);
    }

    public async Task<HttpResponseMessage> SendAsync(string? user, HttpRequestMessage request) =>
        await (await ClientAsync(user)).SendAsync(request, Cancellation);

    public Task<ApiAnswer> GetAsync(string? user, string path) => AskAsync(user, HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string? user, string path, object body) =>
        AskAsync(user, HttpMethod.Post, path, body);

    public async Task<ApiAnswer> AskAsync(
        string? user, HttpMethod method, string path, object? body = null, string? language = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await SendAsync(user, request);
        return await ReadAsync(answer);
    }

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal);
        return new ApiAnswer(answer.StatusCode, isJson == true ? JsonElement.Parse(bytes) : default);
    }

    public async Task<ApiAnswer> UploadAsync(string user, string fileName, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments")
        {
            Content = FileOf(fileName, content),
        };
        using var answer = await SendAsync(user, request);
        return await ReadAsync(answer);
    }

    public static MultipartFormDataContent FileOf(string fileName, byte[] content)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        part.Headers.TryAddWithoutValidation(
            "Content-Disposition",
            Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"form-data; name=\"file\"; filename=\"{fileName}\"")));
        return new MultipartFormDataContent { part };
    }

    /// <summary>A body that the employer certificate takes, with files of that person.</summary>
    public async Task<JsonObject> BodyAsync(string user = "employer", string route = "R2")
    {
        var files = new Dictionary<string, Guid>();
        foreach (var slot in EmployerApplication.Slots)
        {
            var uploaded = await UploadAsync(user, $"{slot}.pdf", EmployerApplication.Pdf(slot));
            files[slot] = uploaded.MustSucceed().GetProperty("id").GetGuid();
        }

        var body = EmployerApplication.Body(Today, files);
        body["values"]!["route"] = route;
        if (route == "R1") body["values"]!["park"] = "cross-border-zone";
        return body;
    }

    public async Task<string> SubmitAsync(JsonObject? body = null, string user = "employer")
    {
        var answer = await PostAsync(user, "/workflows/employer-certificate", body ?? await BodyAsync(user));
        return answer.MustSucceed().GetProperty("caseNumber").GetString()!;
    }

    /// <summary>The open task of the case, as somebody of the office in charge sees it.</summary>
    public async Task<JsonElement> TaskAsync(string user, string number)
    {
        var page = await GetAsync(user, $"/api/tasks?scope=available&q={number}");
        return Assert.Single(page.MustSucceed().GetProperty("items").EnumerateArray());
    }

    public async Task<ApiAnswer> DecideAsync(string user, string number, string outcome, string? opinion = null)
    {
        var task = await TaskAsync(user, number);
        return await PostAsync(user, $"/api/tasks/{task.Text("id")}/decision", new
        {
            outcome,
            opinion,
            revision = task.GetProperty("revision").GetInt32(),
        });
    }

    /// <summary>Rows per table and the number of stored files; who asks signs in, so sessions do not count.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync()
    {
        await using var scope = Application.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var counts = new Dictionary<string, long>();
        await db.Database.OpenConnectionAsync(Cancellation);
        var tables = db.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>().Model
            .GetEntityTypes().Where(entity => entity.ClrType != typeof(Session))
            .Select(entity => entity.GetTableName()).OfType<string>().Distinct();
        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            counts[table] = Convert.ToInt64(
                await command.ExecuteScalarAsync(Cancellation), System.Globalization.CultureInfo.InvariantCulture);
        }

        var folder = Path.Combine(Application.DataDirectory, "attachments");
        counts["files"] = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).LongCount()
            : 0;
        return counts;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values) client.Dispose();
        await Application.DisposeAsync();
    }
}

internal static class JsonReading
{
    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static string? Detail(this ApiAnswer answer) => answer.Body.Text("detail");
}
