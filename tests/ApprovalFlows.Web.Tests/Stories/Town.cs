using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>The firm and the offices of a story, each an account that knows the outer contract alone.</summary>
internal sealed class Town : IAsyncDisposable
{
    private const int PageSize = 100;
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    private readonly TestApplication application = new(TestDatabase.Sqlite);
    private readonly Dictionary<string, ApiUser> users = [];

    public DateOnly Today => ChinaTime.DateOf(Now);

    public DateTimeOffset Now => application.Clock.GetUtcNow();

    public void MoveTo(DateTimeOffset instant) => application.Clock.MoveTo(instant);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var user in users.Values) user.Dispose();
        await application.DisposeAsync();
    }

    public async Task<JsonElement> AskAsync(string user, string address) =>
        (await SendAsync(user, HttpMethod.Get, address)).MustSucceed();

    public async Task<JsonElement> PostAsync(string user, string address, object? body = null) =>
        (await SendAsync(user, HttpMethod.Post, address, body)).MustSucceed();

    public async Task<ApiAnswer> SendAsync(string user, HttpMethod method, string address, object? body = null) =>
        await (await UserAsync(user)).SendAsync(method, address, body, Cancellation);

    /// <summary>The certificate of a firm with so many places, through all five offices.</summary>
    public async Task<string> CertifyEmployerAsync(int places)
    {
        var firm = await UserAsync("employer");
        var body = EmployerApplication.Body(Today, await firm.UploadAllAsync(Cancellation));
        var values = body["values"]!.AsObject();
        values["posts"]![0]!["count"] = places;
        values["headcount"] = places + values["posts"]![1]!["count"]!.GetValue<int>();
        values["beds"] = values["headcount"]!.GetValue<int>();
        var number = (await firm.SubmitAsync("once", body, Cancellation)).MustSucceed()
            .GetProperty("caseNumber").GetString()!;
        foreach (var turn in EmployerApplication.Turns)
            await DecideAllAsync(EmployerApplication.Flow, turn.UserName, turn.Outcome, 1);
        var file = await AskAsync("auditor", $"/api/cases/{number}");
        return file.GetProperty("certificate").GetProperty("number").GetString()!;
    }

    /// <summary>One file in each slot of the employer certificate.</summary>
    public async Task<Dictionary<string, Guid>> UploadAllAsync(string user) =>
        await (await UserAsync(user)).UploadAllAsync(Cancellation);

    public async Task<JsonElement> UploadRosterAsync(SeededRoster roster)
    {
        using var form = FormOf(roster.File, "roster.csv");
        return await PostAsync("employer", "/api/workers/rosters", form);
    }

    /// <summary>Applies for many at once, sends what is good, and answers the batch as it then is.</summary>
    public async Task<JsonElement> ApplyAsync(
        string flow, JsonObject values, IEnumerable<JsonObject>? rows = null, IEnumerable<Guid>? workers = null)
    {
        var order = await OrderAsync(flow, values);
        if (rows is not null) order["rows"] = new JsonArray([.. rows]);
        if (workers is not null)
            order["workers"] = new JsonArray([.. workers.Select(id => JsonValue.Create(id.ToString()))]);
        return await WorkAsync((await PostAsync("employer", "/api/batches/applications", order)).GetProperty("id"));
    }

    /// <summary>The same with the rows in a file.</summary>
    public async Task<JsonElement> ApplyAsync(string flow, JsonObject values, byte[] file)
    {
        using var form = FormOf(file, "rows.csv");
        form.Add(new StringContent((await OrderAsync(flow, values)).ToJsonString()), "order");
        return await WorkAsync((await PostAsync("employer", "/api/batches/applications", form)).GetProperty("id"));
    }

    /// <summary>Decides every open task of a flow that the office has, in batches.</summary>
    public async Task DecideAllAsync(string flow, string user, string outcome, int expected)
    {
        List<object> tasks = [];
        for (var page = 1; tasks.Count < expected; page++)
        {
            var found = await AskAsync(
                user, $"/api/tasks?scope=available&flow={flow}&page={page}&pageSize={PageSize}");
            var items = found.GetProperty("items").EnumerateArray().ToList();
            Assert.NotEmpty(items);
            tasks.AddRange(items.Select(item => new
            {
                id = item.GetProperty("id").GetGuid(),
                revision = item.GetProperty("revision").GetInt32(),
            }));
        }

        var order = new { act = "decide", outcome, opinion = "材料齐全，符合规定。", tasks };
        var batch = (await PostAsync(user, "/api/tasks/batches", order)).GetProperty("id");
        await PostAsync(user, "/dev/jobs/task-batches/run");
        var done = await AskAsync(user, $"/api/tasks/batches/{batch}");
        Assert.Equal((expected, 0), (done.GetProperty("done").GetInt32(), done.GetProperty("refused").GetInt32()));
    }

    private async Task<JsonElement> WorkAsync(JsonElement id)
    {
        var address = $"/api/batches/applications/{id}";
        await PostAsync("employer", "/dev/jobs/application-batches/run");
        var found = await AskAsync("employer", address);
        if (found.GetProperty("ready").GetInt32() == 0) return found;
        Assert.Equal(("checked", 0), (
            found.GetProperty("state").GetString(), found.GetProperty("sent").GetInt32()));
        await PostAsync("employer", $"{address}/sending");
        await PostAsync("employer", "/dev/jobs/application-batches/run");
        return await AskAsync("employer", address);
    }

    private async Task<JsonObject> OrderAsync(string flow, JsonObject values)
    {
        var form = await AskAsync("employer", $"/api/forms/{flow}");
        var files = new JsonObject();
        foreach (var slot in form.GetProperty("attachments").EnumerateArray())
        {
            var takesPdf = slot.GetProperty("accept").EnumerateArray().Any(kind => kind.GetString() == ".pdf");
            var file = await (await UserAsync("employer")).UploadAsync(
                takesPdf ? "file.pdf" : "file.png", takesPdf ? EmployerApplication.Pdf(flow) : Png, Cancellation);
            files[slot.GetProperty("name").GetString()!] = new JsonArray(file.ToString());
        }

        return new JsonObject { ["flow"] = flow, ["values"] = values, ["attachments"] = files };
    }

    private async Task<ApiUser> UserAsync(string name)
    {
        if (users.TryGetValue(name, out var known)) return known;
        var user = new ApiUser(application.CreateClient());
        await user.SignInAsync(name, Cancellation);
        return users[name] = user;
    }

    private static MultipartFormDataContent FormOf(byte[] file, string name) =>
        new() { { new ByteArrayContent(file), "file", name } };
}
