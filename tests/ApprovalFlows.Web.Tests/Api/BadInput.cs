using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>What there is before anything wrong is sent: one case at the window, and everybody's files.</summary>
public sealed record BadInputStage(
    JsonObject Body, string CaseNumber, string TaskId, int TaskRevision, string FileOfAnother);

/// <summary>One wrong request: who sends it, and which field the answer has to name.</summary>
public sealed record BadInput(
    string Name, int Status, string? Field, string? User, Func<BadInputStage, HttpRequestMessage> Request)
{
    private const string Flow = "/workflows/employer-certificate";

    /// <summary>The complete application with one change.</summary>
    public static BadInput Application(string name, string field, Action<JsonObject> change) =>
        new(name, 422, field, "employer", stage =>
        {
            var body = stage.Body.DeepClone().AsObject();
            change(body);
            return Json(HttpMethod.Post, Flow, body.ToJsonString());
        });

    /// <summary>The complete application with another value of one field; null leaves it out.</summary>
    public static BadInput Value(string name, string place, string? json, string? field = null) =>
        Application(name, field ?? place, body => Put(body["values"]!.AsObject(), place.Split('.'), json));

    public static BadInput Slot(string name, string slot, Func<BadInputStage, string> json, string? field = null) =>
        new(name, 422, field ?? $"attachments.{slot}", "employer", stage =>
        {
            var body = stage.Body.DeepClone().AsObject();
            body["attachments"]![slot] = JsonNode.Parse(json(stage));
            return Json(HttpMethod.Post, Flow, body.ToJsonString());
        });

    /// <summary>The application's body as these bytes.</summary>
    public static BadInput Bytes(string name, int status, Func<BadInputStage, byte[]> body) =>
        new(name, status, "body", "employer", stage => new HttpRequestMessage(HttpMethod.Post, Flow)
        {
            Content = new ByteArrayContent(body(stage)) { Headers = { ContentType = new("application/json") } },
        });

    public static BadInput Text(string name, string body) => Bytes(name, 400, _ => Encoding.UTF8.GetBytes(body));

    public static BadInput Decision(string name, string field, string json) =>
        new(name, 422, field, "window", stage => Json(
            HttpMethod.Post,
            $"/api/tasks/{stage.TaskId}/decision",
            json.Replace("$revision", $"{stage.TaskRevision}", StringComparison.Ordinal)));

    public static BadInput Withdrawal(string name, string json) => new(name, 422, "reason", "employer",
        stage => Json(HttpMethod.Post, $"/api/cases/{stage.CaseNumber}/withdrawal", json));

    public static BadInput SignIn(string name, int status, string? field, string json) =>
        new(name, status, field, null, _ => Json(HttpMethod.Post, "/api/sign-in", json));

    public static BadInput Query(string user, string path, string field) =>
        new($"GET {path}", 422, field, user, _ => new HttpRequestMessage(HttpMethod.Get, path));

    public static BadInput Address(string method, string path, int status, string user = "employer") =>
        new($"{method} {path}", status, null, user, _ => method == "GET"
            ? new HttpRequestMessage(HttpMethod.Get, path)
            : Json(HttpMethod.Parse(method), path, "{}"));

    public static BadInput Upload(string name, int status, Func<HttpContent> content) =>
        new(name, status, "file", "employer", _ => new HttpRequestMessage(HttpMethod.Post, "/api/attachments")
        {
            Content = content(),
        });

    public static BadInput Upload(string name, string fileName, byte[] content, int status = 422) =>
        Upload(name, status, () => ApiHost.FileOf(fileName, content));

    public static BadInput Key(string name, string key) =>
        new(name, 422, "Idempotency-Key", "employer", stage =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Flow) { Content = JsonContent.Create(stage.Body) };
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            return request;
        });

    private static HttpRequestMessage Json(HttpMethod method, string path, string body) => new(method, path)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private static void Put(JsonNode values, string[] place, string? json)
    {
        foreach (var part in place[..^1])
            values = int.TryParse(part, out var index) ? values[index]! : values[part]!;
        if (json is null) values.AsObject().Remove(place[^1]);
        else values[place[^1]] = JsonNode.Parse(json);
    }
}
