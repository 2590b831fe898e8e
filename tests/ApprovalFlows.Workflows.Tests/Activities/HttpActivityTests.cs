using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Http;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class HttpActivityTests
{
    private const string CanStart = "\"customProperties\":{\"canStartWorkflow\":true}";

    [Fact]
    public async Task HttpEndpoint_PathWithParameter_AnswersWithItsValue()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity("h", "Elsa.HttpEndpoint", CanStart, Literal("path", "orders/{id}")),
            Activity(
                "w", "Elsa.WriteHttpResponse", Script("content", "'order ' + getOutputFrom('h','RouteData').id"))));

        var response = await SendAsync(flow, "GET", "orders/17");

        Assert.Equal(200, response!.StatusCode);
        Assert.Equal("order 17", Encoding.UTF8.GetString(response.Body.Span));
    }

    [Fact]
    public async Task HttpEndpoint_OtherMethod_IsNotFound()
    {
        var flow = new Flow();
        await flow.ImportAsync(Activity("h", "Elsa.HttpEndpoint", CanStart, Literal("path", "orders")));

        Assert.Null(await SendAsync(flow, "DELETE", "orders"));
    }

    [Fact]
    public async Task HttpEndpoint_AuthorizeWithoutCaller_Is401AndStartsNothing()
    {
        var flow = new Flow();
        await flow.ImportAsync(Activity(
            "h", "Elsa.HttpEndpoint", CanStart, Literal("path", "secret"), Literal("authorize", "true")));

        var response = await SendAsync(flow, "GET", "secret");

        Assert.Equal(401, response!.StatusCode);
        Assert.Empty(await flow.Host.ReadAsync(store => store.ListInstancesAsync(new())));
    }

    [Fact]
    public async Task HttpEndpoint_TooLarge_Answers413()
    {
        var flow = new Flow();
        await flow.ImportAsync(Activity(
            "h",
            "Elsa.HttpEndpoint",
            CanStart,
            Literal("path", "big"),
            Input("supportedMethods", "Object", "[\"POST\"]"),
            Literal("requestSizeLimit", "3")));

        var response = await SendAsync(flow, "POST", "big", "12345");

        Assert.Equal(413, response!.StatusCode);
    }

    [Fact]
    public async Task WriteHttpResponse_WithoutRequest_Faults()
    {
        var flow = await RunAsync(Activity("w", "Elsa.WriteHttpResponse", Literal("content", "x")));

        Assert.Equal(WorkflowSubStatus.Faulted, flow.Last!.SubStatus);
    }

    [Fact]
    public async Task FlowSendHttpRequest_Execute_NotesTheRequestAndWaits()
    {
        var flow = await RunAsync(Activity(
            "s",
            "Elsa.FlowSendHttpRequest",
            Literal("url", "https://office.example/x"),
            Literal("method", "POST"),
            Literal("content", "{}"),
            Literal("contentType", "application/json")));

        var message = Assert.Single(flow.Host.Outside);
        var payload = JsonNode.Parse(message.Payload)!;
        Assert.Equal(OutboxWork.HttpKind, message.Kind);
        Assert.Equal("https://office.example/x", payload["Url"]!.ToString());
        Assert.Equal("e30=", payload["Content"]!.ToString());
        Assert.Equal(WorkflowSubStatus.Suspended, flow.Last!.SubStatus);
    }

    [Theory]
    [InlineData(404, "missing")]
    [InlineData(200, "unmatched")]
    public async Task SendHttpRequest_Answer_RunsTheActivityOfItsStatus(int status, string line)
    {
        var flow = await RunAsync(Activity(
            "s",
            "Elsa.SendHttpRequest",
            Literal("url", "https://office.example/x"),
            "\"expectedStatusCodes\":[{\"statusCode\":404,\"activity\":" + Line("m", "missing") + "}]",
            "\"unmatchedStatusCode\":" + Line("u", "unmatched")));
        var bookmark = Assert.Single(await flow.BookmarksAsync());

        var result = await flow.Host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().ResumeAsync(new ResumeRequest
            {
                InstanceId = bookmark.InstanceId,
                BookmarkId = bookmark.Id,
                Input = new HttpAnswer { StatusCode = status }.ToInput(),
            }));

        Assert.Equal([line], flow.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, result.SubStatus);
    }

    [Fact]
    public async Task SendEmail_Execute_NotesTheMailAndGoesOn()
    {
        var flow = await RunAsync(Sequence(
            Activity("m", "Elsa.SendEmail", Input("to", "Object", "[\"a@example.org\"]"), Literal("subject", "Hi")),
            Line("w", "sent")));

        var message = Assert.Single(flow.Host.Outside);
        Assert.Equal(OutboxWork.MailKind, message.Kind);
        Assert.Equal("Hi", JsonNode.Parse(message.Payload)!["Subject"]!.ToString());
        Assert.Equal(["sent"], flow.Lines);
    }

    [Theory]
    [InlineData("a/b", "/A/b/", true)]
    [InlineData("a/{x}", "a", false)]
    [InlineData("a/{x?}", "a", true)]
    [InlineData("a/{x=5}", "a", true)]
    [InlineData("a/{*rest}", "a/b/c", true)]
    [InlineData("a/b", "a/b/c", false)]
    public void HttpRouteTemplate_Match_ComparesSegments(string template, string path, bool matches) =>
        Assert.Equal(matches, new HttpRouteTemplate(template).Match(path) is not null);

    private static Task<HttpResponseData?> SendAsync(Flow flow, string method, string path, string body = "") =>
        flow.Host.RunAsync(provider => provider.GetRequiredService<HttpWorkflows>().AnswerAsync(
            new HttpRequestData
            {
                Method = method,
                Path = path,
                ContentType = body.Length == 0 ? null : "text/plain",
                Body = Encoding.UTF8.GetBytes(body),
            },
            new HttpSelectors(null, null),
            _ => Task.FromResult(false)));
}
