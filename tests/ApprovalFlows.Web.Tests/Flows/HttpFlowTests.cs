using System.Net;
using System.Text;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.Web.Tests.Flows;

/// <summary>Definitions with an endpoint, asked through the web server.</summary>
public abstract class HttpFlowTests(TestDatabase database) : IAsyncDisposable
{
    private const string Singleton =
        "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core";

    private readonly FlowHost host = new(database);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Endpoint_OfAnyMethod_Answers(string method)
    {
        await host.PublishAsync(new FlowDraft("any").Starts("any", method).Answers(Literal("Hello")));

        using var answer = await host.SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), "/workflows/any"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("Hello", await answer.TextAsync());
    }

    [Fact]
    public async Task Endpoint_AskedForItsHead_AnswersWithoutContent()
    {
        await host.PublishAsync(new FlowDraft("head").Starts("head", "HEAD").Answers(Literal("Hello")));

        using var answer = await host.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/workflows/head"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.TextAsync());
    }

    [Theory]
    [InlineData("GET", "/workflows/nothing")]
    [InlineData("PUT", "/workflows/any")]
    [InlineData("GET", "/workflows//any")]
    public async Task Request_ThatNoFlowTakes_IsNotFound(string method, string path)
    {
        await host.PublishAsync(new FlowDraft("any").Starts("any", "GET").Answers(Literal("Hello")));

        using var answer = await host.SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Endpoint_WithParameters_GivesRouteQueryAndHeaders()
    {
        await host.PublishAsync(new FlowDraft("orders")
            .Variable("R").Variable("Q").Variable("H")
            .Starts("orders/{id}/{rest?}", "GET")
            .Keeps("R", "routeData").Keeps("Q", "queryStringData").Keeps("H", "headers")
            .Answers(Script("getR().id + '|' + getQ().x + '|' + getQ().many.length + '|' + getH()['X-Own']")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/workflows/Orders/a%20b?x=1&many=1&many=2");
        request.Headers.Add("X-Own", "mine");

        using var answer = await host.SendAsync(request);

        Assert.Equal("a b|1|2|mine", await answer.TextAsync());
    }

    [Theory]
    [InlineData("application/json", """{"a":{"b":[1,2]}}""", "object 2")]
    [InlineData("text/plain", "words", "string words")]
    [InlineData("application/x-www-form-urlencoded", "a=1&b=%E4%B8%AD", "object 1 中")]
    public async Task Body_OfEachKind_IsReadByItsType(string type, string body, string expected)
    {
        await host.PublishAsync(new FlowDraft("body").Variable("B")
            .Starts("body", "POST").Keeps("B")
            .Answers(Script(
                "var b = getB(); typeof b + ' ' + (typeof b === 'string' ? b "
                + ": b.b ? b.a + ' ' + b.b : b.a.b.length)")));

        using var answer = await host.PostAsync("/workflows/body", body, type);

        Assert.Equal(expected, await answer.TextAsync());
    }

    [Fact]
    public async Task Files_OfAForm_ReachTheFlow()
    {
        await host.PublishAsync(new FlowDraft("files").Variable("B").Variable("F")
            .Starts("files", "POST").Keeps("B").Keeps("F", "file")
            .Then("Elsa.WriteFileHttpResponse", ("content", Reference("F"))));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("two"), "one" },
            { new ByteArrayContent([1, 2, 3]), "paper", "../up/纸.bin" },
        };

        using var answer = await host.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/workflows/files") { Content = form });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("纸.bin", answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Answer_WithStatusAndHeaders_IsSentAsWritten()
    {
        await host.PublishAsync(new FlowDraft("written").Starts("written", "GET").Answers(
            Literal("<a/>"),
            ("statusCode", Literal("404", "String")),
            ("contentType", Literal("application/xml", "String")),
            ("responseHeaders", Script("({ 'X-One': 'yes', 'X-Bad': 'a\\nb', 'Content-Length': '1' })"))));

        using var answer = await host.GetAsync("/workflows/written");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/xml", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("<a/>", await answer.TextAsync());
        Assert.Equal("yes", Assert.Single(answer.Headers.GetValues("X-One")));
        Assert.False(answer.Headers.Contains("X-Bad"));
    }

    [Fact]
    public async Task Flow_ThatWaits_GoesOnWithTheInstanceThatTheCallerNames()
    {
        await host.PublishAsync(new FlowDraft("steps").Variable("R")
            .Starts("steps", "POST").Answers(Literal("started"))
            .Waits("steps/{step}/go", "POST").Keeps("R", "routeData")
            .Answers(Script("'went ' + getR().step + ' ' + getCorrelationId()")));
        foreach (var number in new[] { "1", "2" })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, $"/workflows/steps?workflowInstanceId=i{number}");
            request.Headers.Add("X-Correlation-ID", $"c{number}");
            using var started = await host.SendAsync(request);
            Assert.Equal("started", await started.TextAsync());
        }

        using var ambiguous = await host.PostAsync("/workflows/steps/x/go", "");
        using var first = await host.PostAsync("/workflows/steps/x/go?correlationId=c1", "");
        using var second = await host.PostAsync("/workflows/steps/y/go?workflowInstanceId=i2", "");
        using var again = await host.PostAsync("/workflows/steps/y/go?workflowInstanceId=i2", "");

        Assert.Equal(HttpStatusCode.InternalServerError, ambiguous.StatusCode);
        Assert.Contains("\"WorkflowInstanceId\":\"i1\"", await ambiguous.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("went x c1", await first.TextAsync());
        Assert.Equal("went y c2", await second.TextAsync());
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        var instance = await host.ReadAsync(db => db.WorkflowInstances.Where(row => row.Id == "i2"));
        Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus);
    }

    [Fact]
    public async Task Start_WithAnInstanceIdThatIsTaken_IsRefusedAndChangesNothing()
    {
        await host.PublishAsync(new FlowDraft("once")
            .Starts("once", "POST").Waits("once/go", "POST").Answers(Literal("went")));
        using var first = await host.PostAsync("/workflows/once?workflowInstanceId=same", "");

        using var second = await host.PostAsync("/workflows/once?workflowInstanceId=same", "");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(1, await host.CountInstancesAsync("once"));
    }

    [Fact]
    public async Task Start_OfASingletonThatRuns_IsRefusedInThreeLanguages()
    {
        await host.PublishAsync(new FlowDraft("single")
            .Option("activationStrategyType", Singleton)
            .Starts("single", "POST").Waits("single/go", "POST").Answers(Literal("went")));
        using var first = await host.PostAsync("/workflows/single", "");
        var sentences = new HashSet<string>();

        foreach (var language in new[] { "zh-CN", "vi", "en" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/single");
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var refused = await host.SendAsync(request);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            sentences.Add(await refused.TextAsync());
        }

        using var gone = await host.PostAsync("/workflows/single/go", "");
        using var free = await host.PostAsync("/workflows/single", "");
        Assert.Equal(3, sentences.Count);
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        Assert.Equal(2, await host.CountInstancesAsync("single"));
    }

    [Fact]
    public async Task Fault_WithoutAnAnswer_Is500AndTheInstanceKeepsTheIncident()
    {
        await host.PublishAsync(new FlowDraft("faulty")
            .Starts("faulty", "GET").Then("Elsa.Fault", ("message", Literal("broken", "String"))));

        using var answer = await host.GetAsync("/workflows/faulty");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.TextAsync());
        var instance = await host.ReadAsync(db => db.WorkflowInstances.Where(row => row.DefinitionId == "faulty"));
        Assert.Equal((WorkflowSubStatus.Faulted, 1), (instance.SubStatus, instance.IncidentCount));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_LongerThanTheEndpointAllows_Is413(bool isDeclared)
    {
        await host.PublishAsync(new FlowDraft("small")
            .Starts("small", "POST", ("requestSizeLimit", Literal(10, "Int64"))).Answers(Literal("read")));
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(new string('x', 11)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/small")
        {
            Content = isDeclared ? content : new StreamContent(new UnknownLength()),
        };

        using var answer = await host.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Body_LongerThanTheHostAllows_ReachesNoFlow()
    {
        host.Application.Settings["ApprovalFlows:IncomingHttp:MaxRequestBytes"] = "100";
        await host.PublishAsync(new FlowDraft("small").Starts("small", "POST").Answers(Literal("read")));

        using var answer = await host.PostAsync("/workflows/small", new string('x', 101), "text/plain");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, await host.CountInstancesAsync("small"));
    }

    [Fact]
    public async Task Request_BeyondTheTimeOfTheEndpoint_Is408AndLeavesNothing()
    {
        await host.PublishAsync(new FlowDraft("slow")
            .Starts("slow", "GET", ("requestTimeout", Literal("00:00:00", "TimeSpan"))).Answers(Literal("late")));

        using var answer = await host.GetAsync("/workflows/slow");

        Assert.Equal(HttpStatusCode.RequestTimeout, answer.StatusCode);
        Assert.Equal(0, await host.CountInstancesAsync("slow"));
    }

    [Fact]
    public async Task Requests_MoreThanOneAddressMaySend_AreRefused()
    {
        host.Application.Settings["ApprovalFlows:IncomingHttp:RequestsPerSecondAndAddress"] = "1";
        await host.PublishAsync(new FlowDraft("often").Starts("often", "GET").Answers(Literal("Hello")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.GetAsync("/workflows/often")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    private sealed class UnknownLength() : MemoryStream(new byte[11])
    {
        public override bool CanSeek => false;
    }
}

public sealed class SqliteHttpFlowTests() : HttpFlowTests(TestDatabase.Sqlite);

public sealed class PostgresHttpFlowTests() : HttpFlowTests(TestDatabase.Postgres);
