using System.Net;
using System.Text.Json;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>Who may claim and decide what. A refused request changes nothing.</summary>
public sealed class DecisionTests : IAsyncLifetime
{
    private readonly ApiHost api = new(TestDatabase.AsConfigured);
    private string number = "";
    private JsonElement task;

    private string Task => $"/api/tasks/{task.Text("id")}";

    private int Revision => task.GetProperty("revision").GetInt32();

    public async ValueTask InitializeAsync()
    {
        number = await api.SubmitAsync();
        task = await api.TaskAsync("window", number);
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Theory]
    [InlineData("dongxing", HttpStatusCode.Forbidden)]
    [InlineData("hr", HttpStatusCode.Forbidden)]
    [InlineData("police", HttpStatusCode.Forbidden)]
    [InlineData("employer", HttpStatusCode.Forbidden)]
    [InlineData("employer2", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    [InlineData("flow-admin", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Decide_ByAnyoneElse_IsRefusedAndChangesNothing(string? user, HttpStatusCode expected)
    {
        var decision = new { outcome = "accept", opinion = "同意", revision = Revision };

        await MustChangeNothingAsync(expected, () => api.PostAsync(user, $"{Task}/decision", decision));
    }

    [Fact]
    public async Task Decide_WithAStaleRevision_IsAConflict()
    {
        var decision = new { outcome = "accept", revision = Revision - 1 };

        await MustChangeNothingAsync(
            HttpStatusCode.Conflict, () => api.PostAsync("window", $"{Task}/decision", decision));
    }

    [Fact]
    public async Task Decide_Twice_IsAConflictThatNamesTheFirst()
    {
        (await api.DecideAsync("window", number, "accept")).MustSucceed();

        var answer = await MustChangeNothingAsync(HttpStatusCode.Conflict, () => api.PostAsync(
            "window", $"{Task}/decision", new { outcome = "accept", revision = Revision + 1 }));

        Assert.Contains("中心窗口工作人员", answer.Detail(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maybe", "同意", "outcome")]
    [InlineData("approve", "同意", "outcome")]
    [InlineData("", "同意", "outcome")]
    [InlineData("return", null, "opinion")]
    [InlineData("return", "  ", "opinion")]
    [InlineData("notAccept", null, "opinion")]
    public async Task Decide_UnknownOutcomeOrMissingOpinion_NamesTheField(
        string outcome, string? opinion, string field)
    {
        var decision = new { outcome, opinion, revision = Revision };

        var answer = await MustChangeNothingAsync(
            HttpStatusCode.UnprocessableEntity, () => api.PostAsync("window", $"{Task}/decision", decision));

        Assert.NotEmpty(answer.Body.GetProperty("errors").GetProperty(field).EnumerateArray());
    }

    [Fact]
    public async Task Decide_UnknownTask_IsNotFound()
    {
        var answer = await api.PostAsync(
            "window", $"/api/tasks/{Guid.CreateVersion7()}/decision", new { outcome = "accept", revision = 1 });

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task Claim_OpenTask_MovesItToMineAndBack()
    {
        var claimed = await api.AskAsync("window", HttpMethod.Put, $"{Task}/claim");
        Assert.Equal("中心窗口工作人员", claimed.MustSucceed().Text("assignee"));
        Assert.Equal((0, 1), (await CountAsync("available"), await CountAsync("mine")));

        var released = await api.AskAsync("window", HttpMethod.Delete, $"{Task}/claim");
        Assert.Equal(JsonValueKind.Null, released.MustSucceed().GetProperty("assignee").ValueKind);
        Assert.Equal((1, 0), (await CountAsync("available"), await CountAsync("mine")));
    }

    [Fact]
    public async Task Decide_AfterAClaim_NeedsTheNewRevision()
    {
        var claimed = await api.AskAsync("window", HttpMethod.Put, $"{Task}/claim");
        var stale = await api.PostAsync("window", $"{Task}/decision", new { outcome = "accept", revision = Revision });
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);

        var answer = await api.PostAsync("window", $"{Task}/decision", new
        {
            outcome = "accept",
            revision = claimed.Body.GetProperty("revision").GetInt32(),
        });

        Assert.Equal("inReview", answer.MustSucceed().Text("status"));
        Assert.Equal((0, 1), (await CountAsync("mine"), await CountAsync("done")));
    }

    [Theory]
    [InlineData("PUT", "hr", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "employer", HttpStatusCode.Forbidden)]
    [InlineData("DELETE", "hr", HttpStatusCode.Forbidden)]
    [InlineData("DELETE", "window", HttpStatusCode.Conflict)]
    public async Task Claim_ByTheWrongPersonOrUnclaimed_IsRefused(
        string method, string user, HttpStatusCode expected) =>
        await MustChangeNothingAsync(
            expected, () => api.AskAsync(user, HttpMethod.Parse(method), $"{Task}/claim"));

    [Theory]
    [InlineData("employer", HttpStatusCode.OK)]
    [InlineData("window", HttpStatusCode.OK)]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("employer2", HttpStatusCode.NotFound)]
    [InlineData("agency", HttpStatusCode.NotFound)]
    [InlineData("police", HttpStatusCode.NotFound)]
    [InlineData("youhao", HttpStatusCode.NotFound)]
    [InlineData("admin", HttpStatusCode.NotFound)]
    public async Task Case_ShownToEachAccount_ExistsOnlyForThoseConcerned(string user, HttpStatusCode expected)
    {
        var shown = await api.GetAsync(user, $"/api/cases/{number}");
        var listed = (await api.GetAsync(user, $"/api/cases?q={number}")).MustSucceed();

        Assert.Equal(expected, shown.Status);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, listed.GetProperty("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("employer2", HttpStatusCode.NotFound)]
    [InlineData("window", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    public async Task Correction_BySomebodyElse_IsRefused(string user, HttpStatusCode expected)
    {
        (await api.DecideAsync("window", number, "return", "补正")).MustSucceed();
        var body = await api.BodyAsync();

        await MustChangeNothingAsync(
            expected, () => api.PostAsync(user, $"/api/cases/{number}/corrections", body));
    }

    [Fact]
    public async Task Correction_NotAskedFor_IsAConflict()
    {
        var body = await api.BodyAsync();

        await MustChangeNothingAsync(
            HttpStatusCode.Conflict, () => api.PostAsync("employer", $"/api/cases/{number}/corrections", body));
    }

    [Theory]
    [InlineData("zh-CN", "没有权限|不属于|岗位")]
    [InlineData("vi", "vị trí|quyền|bạn")]
    [InlineData("en", "post")]
    [InlineData("fr", "没有权限|不属于|岗位")]
    public async Task Refusal_InTheCallersLanguage_IsASentence(string language, string words)
    {
        var answer = await api.AskAsync(
            "hr", HttpMethod.Post, $"{Task}/decision", new { outcome = "accept", revision = Revision }, language);

        Assert.Matches(words, answer.Detail()!);
    }

    private async Task<int> CountAsync(string scope) =>
        (await api.GetAsync("window", $"/api/tasks?scope={scope}")).MustSucceed().GetProperty("totalCount").GetInt32();

    private async Task<ApiAnswer> MustChangeNothingAsync(HttpStatusCode expected, Func<Task<ApiAnswer>> act)
    {
        var rows = await api.CountAsync();
        var before = await api.GetAsync("auditor", $"/api/cases/{number}");

        var answer = await act();

        var after = await api.GetAsync("auditor", $"/api/cases/{number}");
        Assert.Equal(expected, answer.Status);
        Assert.NotEmpty(answer.Detail()!);
        Assert.Equal(before.Body.GetRawText(), after.Body.GetRawText());
        Assert.Equal(rows, await api.CountAsync());
        return answer;
    }
}
