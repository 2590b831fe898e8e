using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks;

/// <summary>The applicant and the four offices of one case, at the other end of HTTP.</summary>
internal sealed class CaseClient : IDisposable
{
    /// <summary>Submission and five decisions, each durable before it is answered.</summary>
    public const int CommitsPerCase = 6;

    private readonly Dictionary<string, ApiUser> users = [];

    /// <summary>What the applicant sends, with files that are there already.</summary>
    public JsonObject Body { get; private set; } = [];

    public static async Task<CaseClient> ConnectAsync(Uri address)
    {
        var made = new CaseClient();
        foreach (var name in EmployerApplication.Turns.Select(turn => turn.UserName).Prepend("employer"))
        {
            made.users[name] = new ApiUser(new HttpClient { BaseAddress = address });
            await made.users[name].SignInAsync(name);
        }

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        made.Body = EmployerApplication.Body(today, await made.users["employer"].UploadAllAsync());
        return made;
    }

    /// <summary>From the application to the certificate, whose number it answers.</summary>
    public async Task<string> CompleteOneAsync()
    {
        var certificate = "";
        var key = Guid.CreateVersion7().ToString();
        var receipt = (await users["employer"].SubmitAsync(key, Body)).MustSucceed();
        var number = receipt.GetProperty("caseNumber").GetString()!;

        // The window finds the case in its inbox; the later offices read their task in the answer.
        var inbox = await users["window"].FindTasksAsync(number);
        var task = inbox.Single().GetProperty("id").GetGuid();
        foreach (var turn in EmployerApplication.Turns)
        {
            var file = (await users[turn.UserName].DecideAsync(task, turn.Outcome, revision: 1)).MustSucceed();
            task = OpenTaskOf(file) ?? task;
            if (turn == EmployerApplication.Turns[^1]) certificate = NumberOf(file);
        }

        return certificate;
    }

    public void Dispose()
    {
        foreach (var user in users.Values) user.Dispose();
    }

    private static Guid? OpenTaskOf(JsonElement file) => file.GetProperty("steps").EnumerateArray()
        .Where(step => step.GetProperty("status").GetString() == "open")
        .Select(step => (Guid?)step.GetProperty("taskId").GetGuid())
        .SingleOrDefault();

    private static string NumberOf(JsonElement file) => file.GetProperty("status").GetString() == "issued"
        ? file.GetProperty("certificate").GetProperty("number").GetString()!
        : throw new InvalidOperationException($"Not issued: {file.GetRawText()}");
}
