using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>
/// A client that brings cases from submission to issuance and survives its server: it asks again
/// when a connection breaks, and looks at the case when it does not know what became of a decision.
/// </summary>
internal sealed class CaseDriver(Uri address, Outage outage, Acknowledgements acknowledged) : IDisposable
{
    private const int MaxAttempts = 100;

    private readonly Dictionary<string, ApiUser> users = [];
    private JsonObject body = [];

    private ApiUser Applicant => users["employer"];

    /// <summary>Comes once, while the server runs: accounts and files serve all cases.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var name in EmployerApplication.Turns.Select(turn => turn.UserName).Prepend("employer"))
        {
            users[name] = new ApiUser(new HttpClient { BaseAddress = address });
            await users[name].SignInAsync(name, cancellation);
        }

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        body = EmployerApplication.Body(today, await Applicant.UploadAllAsync(cancellation));
    }

    public async Task DriveAsync(int index, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"case-{index}");
        var number = await InsistAsync(() => SubmitAsync(key, cancellation), cancellation);
        acknowledged.NoteCase(number);
        foreach (var turn in EmployerApplication.Turns)
        {
            await InsistAsync(() => DecideAsync(number, turn, cancellation), cancellation);
            acknowledged.NoteDecision(number);
        }
    }

    public void Dispose()
    {
        foreach (var user in users.Values) user.Dispose();
    }

    private async Task<string?> SubmitAsync(string key, CancellationToken cancellation)
    {
        var answer = await Applicant.SubmitAsync(key, body, cancellation);
        return answer.Status == HttpStatusCode.Conflict
            ? null
            : answer.MustSucceed().GetProperty("caseNumber").GetString();
    }

    /// <returns>The outcome, or null when nobody knows yet whether the decision was taken.</returns>
    private async Task<string?> DecideAsync(
        string number, ReviewTurn turn, CancellationToken cancellation)
    {
        var reviewer = users[turn.UserName];
        var open = await reviewer.FindTasksAsync(number, cancellation);
        if (open.Count == 0) return await FindOutcomeAsync(number, turn, cancellation);
        var answer = await reviewer.DecideAsync(
            open[0].GetProperty("id").GetGuid(),
            turn.Outcome,
            open[0].GetProperty("revision").GetInt32(),
            cancellation);
        if (answer.Status == HttpStatusCode.Conflict) return null;
        _ = answer.MustSucceed();
        return turn.Outcome;
    }

    private async Task<string?> FindOutcomeAsync(
        string number, ReviewTurn turn, CancellationToken cancellation)
    {
        var file = (await Applicant.ReadCaseAsync(number, cancellation)).MustSucceed();
        var step = file.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("id").GetString() == turn.StepId);
        return step.GetProperty("outcome").GetString();
    }

    private async Task<string> InsistAsync(Func<Task<string?>> ask, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                if (await ask() is { } answer) return answer;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                await outage.WaitForEndAsync(cancellation);
            }
        }

        throw new InvalidOperationException($"No answer after {MaxAttempts} attempts.");
    }
}
