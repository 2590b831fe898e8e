using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>Two decisions at the same moment, 200 times: exactly one wins each time.</summary>
public abstract class DecisionRaceTests(TestDatabase database) : IAsyncDisposable
{
    private const int Rounds = 200;
    private readonly ApiHost api = new(database);

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Decide_TwiceAtTheSameMoment_LetsExactlyOneWin()
    {
        var body = await api.BodyAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var number = await api.SubmitAsync(body);
            var task = await api.TaskAsync("window", number);

            var answers = await Task.WhenAll(DecideAsync(task, "accept"), DecideAsync(task, "notAccept"));

            var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            var loser = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Conflict);
            Assert.NotEmpty(loser.Detail()!);
            var file = (await api.GetAsync("employer", $"/api/cases/{number}")).MustSucceed();
            Assert.Equal(winner == answers[0] ? "inReview" : "notAccepted", file.Text("status"));
            Assert.Equal(2, file.GetProperty("history").GetArrayLength());
            Assert.Equal(winner == answers[0] ? 2 : 1, file.GetProperty("steps").GetArrayLength());
        }
    }

    private Task<ApiAnswer> DecideAsync(System.Text.Json.JsonElement task, string outcome) =>
        Task.Run(() => api.PostAsync("window", $"/api/tasks/{task.Text("id")}/decision", new
        {
            outcome,
            opinion = "意见",
            revision = task.GetProperty("revision").GetInt32(),
        }));
}

public sealed class SqliteDecisionRaceTests() : DecisionRaceTests(TestDatabase.Sqlite);

public sealed class PostgresDecisionRaceTests() : DecisionRaceTests(TestDatabase.Postgres);
