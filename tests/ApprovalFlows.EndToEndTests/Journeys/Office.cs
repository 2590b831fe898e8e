using System.Globalization;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>
/// Cases that lie where a journey begins, brought there over the API. They belong to employer2:
/// a submission discards the sender's draft, and drafts are what employer's journeys are about.
/// </summary>
internal static class Office
{
    public const string Applicant = "employer2";

    /// <returns>The number of a case after so many favourable decisions.</returns>
    public static async Task<string> BringsCaseAsync(
        this RunningSystem system, int decisions, CancellationToken cancellation)
    {
        using var applicant = await system.SignInAsync(Applicant, cancellation);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var body = EmployerApplication.Body(today, await applicant.UploadAllAsync(cancellation));
        var key = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        var receipt = (await applicant.SubmitAsync(key, body, cancellation)).MustSucceed();
        var number = receipt.GetProperty("caseNumber").GetString()!;
        foreach (var turn in EmployerApplication.Turns.Take(decisions))
        {
            await system.DecidesAsync(number, turn, cancellation);
        }

        return number;
    }

    /// <returns>The number of the certificate of a case of its own.</returns>
    public static async Task<string> IssuesCertificateAsync(
        this RunningSystem system, CancellationToken cancellation)
    {
        var number = await system.BringsCaseAsync(EmployerApplication.Turns.Count, cancellation);
        using var applicant = await system.SignInAsync(Applicant, cancellation);
        var file = (await applicant.ReadCaseAsync(number, cancellation)).MustSucceed();
        return file.GetProperty("certificate").GetProperty("number").GetString()!;
    }

    /// <returns>The name of the step that a case stands on once the window has accepted it.</returns>
    public static async Task<string> StepAfterAcceptanceAsync(
        this RunningSystem system, string number, CancellationToken cancellation)
    {
        await system.DecidesAsync(number, EmployerApplication.Turns[0], cancellation);
        using var applicant = await system.SignInAsync(Applicant, cancellation);
        var file = (await applicant.ReadCaseAsync(number, cancellation)).MustSucceed();
        return file.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("status").GetString() == "open").GetProperty("name").GetString()!;
    }

    public static async Task ClaimsAsync(
        this RunningSystem system, string number, string userName, CancellationToken cancellation)
    {
        using var reviewer = await system.SignInAsync(userName, cancellation);
        var task = (await reviewer.FindTasksAsync(number, cancellation)).Single();
        var answer = await reviewer.ClaimAsync(task.GetProperty("id").GetGuid(), cancellation);
        _ = answer.MustSucceed();
    }

    private static async Task DecidesAsync(
        this RunningSystem system, string number, ReviewTurn turn, CancellationToken cancellation)
    {
        using var reviewer = await system.SignInAsync(turn.UserName, cancellation);
        var task = (await reviewer.FindTasksAsync(number, cancellation)).Single();
        var answer = await reviewer.DecideAsync(
            task.GetProperty("id").GetGuid(), turn.Outcome, task.GetProperty("revision").GetInt32(), cancellation);
        _ = answer.MustSucceed();
    }

    private static async Task<ApiUser> SignInAsync(
        this RunningSystem system, string userName, CancellationToken cancellation)
    {
        var user = new ApiUser(new HttpClient { BaseAddress = system.Address });
        await user.SignInAsync(userName, cancellation);
        return user;
    }
}
