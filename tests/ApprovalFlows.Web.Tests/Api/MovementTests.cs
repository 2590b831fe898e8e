using System.Net;
using System.Text.Json;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>Moving a task over HTTP: what is offered, what is refused, and what comes of it.</summary>
public sealed class MovementTests : IAsyncLifetime
{
    private readonly ApiHost api = new(TestDatabase.AsConfigured);
    private string number = "";
    private JsonElement task;

    private string Task => $"/api/tasks/{task.Text("id")}";

    private int Revision => task.GetProperty("revision").GetInt32();

    public async ValueTask InitializeAsync()
    {
        number = await api.SubmitAsync();
        (await api.DecideAsync("window", number, "accept")).MustSucceed();
        task = await api.TaskAsync("dongxing", number);
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Movements_OfAnOpenTask_OfferTargetsAndSayWhyNot()
    {
        var body = (await api.GetAsync("dongxing", $"{Task}/movements")).MustSucceed();

        var target = body.GetProperty("targets").EnumerateArray()
            .Single(row => row.GetProperty("stepId").GetString() == "window");
        Assert.Equal(["comeBack"], target.GetProperty("then").EnumerateArray().Select(then => then.GetString()));
        Assert.NotEmpty(target.GetProperty("againRefusal").GetString()!);
        var recall = body.GetProperty("movements").EnumerateArray()
            .Single(row => row.GetProperty("movement").GetString() == "recall");
        Assert.False(recall.GetProperty("allowed").GetBoolean());
        Assert.Equal("one", body.GetProperty("round").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task SendBack_ToTheWindow_ComesBackToTheSender()
    {
        var request = new { stepId = "window", then = "comeBack", reason = "请核实", revision = Revision };

        (await api.PostAsync("dongxing", $"{Task}/send-back", request)).MustSucceed();

        (await api.DecideAsync("window", number, "accept")).MustSucceed();
        var body = (await api.GetAsync("dongxing", $"/api/tasks?scope=mine&q={number}")).MustSucceed();
        Assert.Equal(1, body.GetProperty("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("dongxing", "window", "again", 0, HttpStatusCode.Conflict)]
    [InlineData("dongxing", "window", "comeBack", -1, HttpStatusCode.Conflict)]
    [InlineData("dongxing", "approval", "comeBack", 0, HttpStatusCode.UnprocessableEntity)]
    [InlineData("dongxing", "window", "perhaps", 0, HttpStatusCode.UnprocessableEntity)]
    [InlineData("hr", "window", "comeBack", 0, HttpStatusCode.Forbidden)]
    [InlineData("employer", "window", "comeBack", 0, HttpStatusCode.Forbidden)]
    public async Task SendBack_NotPossible_IsRefusedAndChangesNothing(
        string user, string stepId, string then, int behind, HttpStatusCode expected)
    {
        var answer = await api.PostAsync(
            user, $"{Task}/send-back", new { stepId, then, reason = "请核实", revision = Revision + behind });

        Assert.Equal(expected, answer.Status);
        var still = await api.TaskAsync("dongxing", number);
        Assert.Equal(Revision, still.GetProperty("revision").GetInt32());
    }
}
