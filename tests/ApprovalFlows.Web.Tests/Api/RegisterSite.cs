using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>One running program for the tests of the registers, and the people who use them, in Vietnamese.</summary>
public sealed class RegisterSite : IAsyncLifetime
{
    private readonly Dictionary<string, ApiUser> users = [];
    private int serial;

    public TestApplication Application { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateOnly Today => ChinaTime.DateOf(Application.Clock.GetUtcNow());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var user in users.Values) user.Dispose();
        await Application.DisposeAsync();
    }

    /// <summary>What may be said of somebody whom nobody knows yet, with what is given in place.</summary>
    public Dictionary<string, object?> Person(params (string Field, object? Value)[] given)
    {
        serial++;
        var texts = new Dictionary<string, object?>
        {
            ["nameOriginal"] = "Trần Văn Thụ",
            ["sex"] = "1",
            ["birthDate"] = Iso(new DateOnly(1980, 1, 1).AddDays(serial)),
            ["documentKind"] = "TX",
            ["documentNumber"] = $"SITE-{serial:000000}",
            ["documentIssuer"] = "Công an phường Móng Cái 1",
            ["documentIssuedOn"] = Iso(Today.AddMonths(-1)),
            ["documentExpiresOn"] = Iso(Today.AddMonths(10)),
        };
        foreach (var (field, value) in given) texts[field] = value;
        return texts;
    }

    public async Task<Guid> RegisterAsync(string user, params (string Field, object? Value)[] given) =>
        (await PostAsync(user, "/api/workers", Person(given))).MustSucceed().GetProperty("id").GetGuid();

    public Task<ApiAnswer> GetAsync(string user, string address) => AskAsync(user, HttpMethod.Get, address);

    public Task<ApiAnswer> PostAsync(string user, string address, object body) =>
        AskAsync(user, HttpMethod.Post, address, body);

    public async Task<ApiAnswer> AskAsync(string user, HttpMethod method, string address, object? body = null) =>
        await (await UserAsync(user)).SendAsync(method, address, body, Cancellation);

    public async Task<ApiAnswer> SendFileAsync(string user, string address, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "list.csv" },
        };
        return await AskAsync(user, HttpMethod.Post, address, form);
    }

    public static string TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "-";

    /// <summary>The names of the fields that were refused.</summary>
    public static IReadOnlyList<string> FieldsOf(ApiAnswer answer) =>
        [.. answer.Body.GetProperty("errors").EnumerateObject().Select(error => error.Name)];

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private async Task<ApiUser> UserAsync(string name)
    {
        if (users.TryGetValue(name, out var known)) return known;
        var client = Application.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("vi"));
        var user = new ApiUser(client);
        await user.SignInAsync(name, Cancellation);
        return users[name] = user;
    }
}
