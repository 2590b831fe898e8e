using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Inbox.Movements;

/// <summary>The movements of the table, each from a case that stands at joint with hr's turn to sign.</summary>
internal static class MovementList
{
    public static IReadOnlyList<(string Name, Func<MovementStory, EmployerFlow, Task> Act)> All { get; } =
    [
        ("approve", (story, _) => story.DecideAsync("joint", "hr", "approve")),
        ("refuse", (story, _) => story.DecideAsync("joint", "hr", "refuse")),
        ("return to the applicant", (story, _) => story.DecideAsync("joint", "hr", "return")),
        ("send back to the applicant", (story, _) =>
            story.SendBackAsync("joint", "hr", SendBackService.Applicant, AfterSendBack.ComeBack)),
        ("send back to the applicant, again", (story, _) =>
            story.SendBackAsync("joint", "hr", SendBackService.Applicant, AfterSendBack.Again)),
        ("send back, come back", (story, _) =>
            story.SendBackAsync("joint", "hr", "first", AfterSendBack.ComeBack)),
        ("send back, come back, answered", async (story, _) =>
        {
            await story.SendBackAsync("joint", "hr", "first", AfterSendBack.ComeBack);
            await story.DecideAsync("first", "dongxing", "approve");
        }),
        ("send back, come back, answered no", async (story, _) =>
        {
            await story.SendBackAsync("joint", "hr", "first", AfterSendBack.ComeBack);
            await story.DecideAsync("first", "dongxing", "refuse");
        }),
        ("send back, come back, recalled", async (story, _) =>
        {
            await story.SendBackAsync("joint", "hr", "first", AfterSendBack.ComeBack);
            await story.DecideAsync("first", "dongxing", "approve");
            await story.RecallAsync("first", "dongxing");
        }),
        ("send back from a detour", async (story, _) =>
        {
            await story.SendBackAsync("joint", "hr", "first", AfterSendBack.ComeBack);
            await story.SendBackAsync("first", "dongxing", "first", AfterSendBack.ComeBack);
        }),
        ("send back, again", (story, _) =>
            story.SendBackAsync("joint", "hr", "first", AfterSendBack.Again)),
        ("send back to a step to come", (story, _) =>
            story.SendBackAsync("joint", "hr", "last", AfterSendBack.Again)),
        ("send back from the last, come back", async (story, _) =>
        {
            await PassToLastAsync(story);
            await story.SendBackAsync("last", "hr-issuer", "joint", AfterSendBack.ComeBack);
        }),
        ("send back from the last, again", async (story, _) =>
        {
            await PassToLastAsync(story);
            await story.SendBackAsync("last", "hr-issuer", "joint", AfterSendBack.Again);
        }),
        ("send back from the last to the first, again", async (story, _) =>
        {
            await PassToLastAsync(story);
            await story.SendBackAsync("last", "hr-issuer", "first", AfterSendBack.Again);
        }),
        ("recall", async (story, _) =>
        {
            await story.DecideAsync("joint", "hr", "approve");
            await story.RecallAsync("joint", "hr");
        }),
        ("send back to what runs beside, again", async (story, _) =>
        {
            await story.DecideAsync("beside", "customs", "approve");
            await story.SendBackAsync("joint", "hr", "beside", AfterSendBack.Again);
        }),
        ("send back to what runs beside, come back", async (story, _) =>
        {
            await story.DecideAsync("beside", "customs", "approve");
            await story.SendBackAsync("joint", "hr", "beside", AfterSendBack.ComeBack);
        }),
        ("recall of the decided step", async (story, flow) =>
        {
            await story.PassToNextOfJointAsync();
            await story.RecallAsync("joint", "hr");
        }),
        ("recall of the earlier step", (story, _) => story.RecallAsync("first", "dongxing")),
        ("recall after the next has claimed", async (story, flow) =>
        {
            await story.DecideAsync("joint", "hr", "approve");
            foreach (var task in (await flow.TasksAsync(story.Number)).FindAll(row =>
                row.StepId is "last" or "beside" || (row.StepId == "joint" && row.IsUnfinished)))
                await ClaimAsync(story, flow, task.Id);
            await story.RecallAsync("joint", "hr");
        }),
        ("withdraw", (story, flow) => flow.WithdrawAsync(story.Number)),
        ("withdraw while away", async (story, flow) =>
        {
            await story.SendBackAsync("joint", "hr", "first", AfterSendBack.ComeBack);
            await flow.WithdrawAsync(story.Number);
        }),
        ("claim", (story, _) => story.ClaimAsync("hr")),
        ("claim, released", async (story, _) =>
        {
            await story.ClaimAsync("hr");
            await story.ReleaseAsync("hr");
        }),
        ("release what nobody has", (story, _) => story.ReleaseAsync("hr")),
        ("copy, read, urge, comment, draft", async (story, _) =>
        {
            await story.CopyAndReadAsync("hr", "zone");
            await story.UrgeAsync("employer");
            await story.CommentAsync("hr");
            await story.DraftAsync("hr");
        }),
        ("urge twice a day", async (story, _) =>
        {
            await story.UrgeAsync("employer");
            await story.UrgeAsync("employer");
        }),
        ("urge by a stranger", (story, _) => story.UrgeAsync("park")),
        ("transfer to a person", (story, _) => story.TransferAsync("joint", "hr", "window")),
        ("transfer to a post", (story, _) => story.TransferAsync("joint", "hr", "issuance")),
        ("transfer to a stranger", (story, _) => story.TransferAsync("joint", "hr", "border")),
        ("delegate", (story, _) => story.DelegateAsync("joint", "hr", "window")),
        ("delegate, answered", async (story, _) =>
        {
            await story.DelegateAsync("joint", "hr", "window");
            await story.DecideAsync("joint", "window", "refuse");
        }),
        ("delegate, answered, recalled", async (story, _) =>
        {
            await story.DelegateAsync("joint", "hr", "window");
            await story.DecideAsync("joint", "window", "refuse");
            await story.RecallAsync("joint", "window");
        }),
        ("delegate the delegated", async (story, _) =>
        {
            await story.DelegateAsync("joint", "hr", "window");
            await story.DelegateAsync("joint", "window", "hr-issuer");
        }),
        ("signers before", async (story, _) =>
            await story.AddAsync("joint", "hr", ExtraPosition.Before, "window", "dongxing")),
        ("signers before, one removed", async (story, _) =>
            await story.RemoveAsync(
                "hr", await story.AddAsync("joint", "hr", ExtraPosition.Before, "window", "dongxing"))),
        ("signers before, the only one removed", async (story, _) =>
            await story.RemoveAsync("hr", await story.AddAsync("joint", "hr", ExtraPosition.Before, "window"))),
        ("signer beside", async (story, _) =>
            await story.AddAsync("joint", "hr", ExtraPosition.Beside, "window")),
        ("signer beside, removed", async (story, _) =>
            await story.RemoveAsync("hr", await story.AddAsync("joint", "hr", ExtraPosition.Beside, "window"))),
        ("signer beside, removed after one's own signature", async (story, _) =>
        {
            var from = await story.AddAsync("joint", "hr", ExtraPosition.Beside, "window");
            await story.DecideAsync("joint", "hr", "approve");
            await story.RemoveAsync("hr", from);
        }),
        ("signer after", async (story, _) =>
            await story.AddAsync("joint", "hr", ExtraPosition.After, "window")),
        ("signer after, one's own signature", async (story, _) =>
        {
            await story.AddAsync("joint", "hr", ExtraPosition.After, "window");
            await story.DecideAsync("joint", "hr", "approve");
        }),
        ("signer after, removed", async (story, _) =>
            await story.RemoveAsync("hr", await story.AddAsync("joint", "hr", ExtraPosition.After, "window"))),
    ];

    /// <summary>All agree until the last step is open.</summary>
    private static async Task PassToLastAsync(MovementStory story) => await story.PassToAsync("last");

    private static async Task ClaimAsync(MovementStory story, EmployerFlow flow, Guid task)
    {
        foreach (var user in new[] { "hr-issuer", "customs", "zone", "police" })
        {
            var row = (await flow.TasksAsync(story.Number)).Single(found => found.Id == task);
            if (!row.MayBeDecidedBy(await flow.ActorAsync(user)) || row.AssigneeId is not null) continue;
            await story.ActAsync<Core.Inbox.DecisionService, Core.Inbox.ReviewTask>(
                user, service => service.ClaimAsync(task));
        }
    }
}
