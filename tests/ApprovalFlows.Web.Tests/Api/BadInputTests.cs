using System.Globalization;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>The application that all wrong requests of a class are sent to, made by the first of them.</summary>
public sealed class BadInputHost : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private BadInputStage? stage;

    public ApiHost? Api { get; private set; }

    public async Task<BadInputStage> PrepareAsync(TestDatabase database)
    {
        await turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Api ??= new ApiHost(database);
            return stage ??= await PrepareAsync(Api);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Api is not null) await Api.DisposeAsync();
        turn.Dispose();
    }

    private static async Task<BadInputStage> PrepareAsync(ApiHost api)
    {
        var body = await api.BodyAsync();
        var number = await api.SubmitAsync(body);
        var task = await api.TaskAsync("window", number);
        var foreign = await api.UploadAsync("employer2", "a.pdf", EmployerApplication.Pdf("foreign"));
        return new BadInputStage(
            body, number, task.Text("id")!, task.GetProperty("revision").GetInt32(), foreign.Body.Text("id")!);
    }
}

/// <summary>
/// Every wrong request is answered with a problem document that names the field, none with a fault,
/// and nothing is stored.
/// </summary>
public abstract class BadInputTests(BadInputHost host, TestDatabase database)
{
    public static TheoryData<string> Names { get; } = [.. BadInputs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Send_WrongRequest_IsRefusedWithAReasonAndStoresNothing(string name)
    {
        var input = BadInputs.All[name];
        var stage = await host.PrepareAsync(database);
        var before = await host.Api!.CountAsync();
        using var request = input.Request(stage);

        using var answer = await host.Api.SendAsync(input.User, request);

        Assert.Equal(input.Status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await ApiHost.ReadAsync(answer);
        Assert.Equal(input.Status, problem.Body.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.Detail()!);
        if (input.Field is not null)
        {
            var sentences = problem.Body.GetProperty("errors").GetProperty(input.Field).EnumerateArray().ToList();
            Assert.NotEmpty(sentences);
            Assert.All(sentences, sentence => Assert.NotEmpty(sentence.GetString()!));
        }

        Assert.Equal(before, await host.Api.CountAsync());
    }

    [Fact]
    public void Kinds_OfWrongRequests_AreAtLeastForty() => Assert.True(
        BadInputs.All.Count >= 40, BadInputs.All.Count.ToString(CultureInfo.InvariantCulture));
}

public sealed class SqliteBadInputTests(BadInputHost host)
    : BadInputTests(host, TestDatabase.Sqlite), IClassFixture<BadInputHost>;

public sealed class PostgresBadInputTests : BadInputTests, IClassFixture<BadInputHost>
{
    public PostgresBadInputTests(BadInputHost host)
        : base(host, TestDatabase.Postgres) => Requires.Postgres();
}
