using System.Globalization;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Inbox.Opinions;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Inbox.Movements;

/// <summary>Moves the tasks of one case and tells in a line what has become of it.</summary>
internal sealed class MovementStory(EmployerFlow flow, string number)
{
    private static readonly string[] Users =
        ["window", "dongxing", "hr", "hr-issuer", "zone", "police", "customs", "border", "park"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Number => number;

    public static async Task PublishAsync(EmployerFlow flow, string json) =>
        await flow.Host.Work.RunAsync<DefinitionLibrary>(
            null, library => library.ImportAsync(json, publish: true), Cancellation);

    /// <summary>A new case whose first review agreed, so that it stands at joint.</summary>
    public static async Task<MovementStory> BeginAsync(EmployerFlow flow)
    {
        var story = new MovementStory(flow, await flow.SubmitAsync());
        flow.Clock.Advance(TimeSpan.FromMinutes(1));
        await story.DecideAsync("first", "dongxing", "approve");
        return story;
    }

    public async Task<ReviewTask> OpenAsync(string step, string user)
    {
        var actor = await flow.ActorAsync(user);
        return (await flow.TasksAsync(number)).First(task => task.StepId == step && task.MayBeDecidedBy(actor));
    }

    public async Task DecideAsync(string step, string user, string outcome)
    {
        flow.Clock.Advance(TimeSpan.FromMinutes(1));
        await flow.DecideAsync(await OpenAsync(step, user), user, outcome, "意见");
    }

    public async Task<Case> SendBackAsync(string step, string user, string target, AfterSendBack then)
    {
        var task = await OpenAsync(step, user);
        return await ActAsync<SendBackService, Case>(user, service => service.SendBackAsync(
            task.Id, new SendBackRequest(target, then, "请核实", task.Revision), Cancellation));
    }

    public async Task RecallAsync(string step, string user)
    {
        var actor = await flow.ActorAsync(user);
        var task = (await flow.TasksAsync(number)).Last(row => row.StepId == step
            && row.DecidedById == actor.UserId && row.Status == ReviewTaskStatus.Decided);
        await ActAsync<RecallService, Case>(user, service =>
            service.RecallAsync(task.Id, "看错了", Cancellation));
    }

    public async Task TransferAsync(string step, string user, string to)
    {
        var task = await OpenAsync(step, user);
        await ActAsync<TransferService, ReviewTask>(user, service => service.TransferAsync(
            task.Id, new TransferRequest(to, "出差", task.Revision), Cancellation));
    }

    public async Task DelegateAsync(string step, string user, string to)
    {
        var task = await OpenAsync(step, user);
        await ActAsync<DelegationService, ReviewTask>(user, service => service.DelegateAsync(
            task.Id, new DelegationRequest(to, "请看工资", task.Revision), Cancellation));
    }

    public async Task<Guid> AddAsync(string step, string user, ExtraPosition position, params string[] people)
    {
        var task = await OpenAsync(step, user);
        await ActAsync<ExtraSignerService, Case>(user, service => service.AddAsync(
            task.Id, new ExtraSignerRequest(position, people, "会商", task.Revision), Cancellation));
        return task.Id;
    }

    public async Task RemoveAsync(string user, Guid from)
    {
        var tasks = await flow.TasksAsync(number);
        var extra = tasks.Where(task => task.AskedById == from && task.IsUnfinished)
            .MinBy(task => task.AssigneeName, StringComparer.Ordinal)?.Id
            ?? await flow.Host.ReadAsync<AppDbContext, Guid>(async db =>
                (await db.ReviewRounds.AsNoTracking().ToListAsync(Cancellation))
                .SelectMany(round => round.Seats).FirstOrDefault(seat => seat.AddedBy == from)?.Id ?? Guid.Empty);
        await ActAsync<ExtraSignerService, Case>(user, service =>
            service.RemoveAsync(from, extra, "不必了", Cancellation));
    }

    public async Task ClaimAsync(string user)
    {
        var task = await OpenAsync("joint", user);
        await ActAsync<DecisionService, ReviewTask>(user, service => service.ClaimAsync(task.Id, Cancellation));
    }

    public async Task ReleaseAsync(string user)
    {
        var task = await OpenAsync("joint", user);
        await ActAsync<DecisionService, ReviewTask>(user, service => service.ReleaseAsync(task.Id, Cancellation));
    }

    public async Task CopyAndReadAsync(string user, string reader)
    {
        var task = await OpenAsync("joint", user);
        var to = (await flow.ActorAsync(reader)).UserId;
        var copies = await ActAsync<CopyService, IReadOnlyList<CaseCopy>>(
            user, service => service.SendAsync(task.Id, [to], "供参考", Cancellation));
        await ActAsync<CopyService, CaseCopy>(reader, service => service.ReadAsync(copies[0].Id, Cancellation));
    }

    public async Task UrgeAsync(string user)
    {
        var task = await OpenAsync("joint", "hr");
        await ActAsync<UrgingService, Urging>(user, service => service.UrgeAsync(task.Id, "已等多日", Cancellation));
    }

    public Task CommentAsync(string user) => ActAsync<CommentService, CaseComment>(
        user, service => service.AddAsync(number, new CommentDraft("工资表已核对", null, null), Cancellation));

    public async Task DraftAsync(string user)
    {
        var task = await OpenAsync("joint", user);
        await ActAsync<OpinionDraftService, DateTimeOffset>(user, service => service.SaveAsync(
            task.Id, new WrittenOpinion("approve", "拟同意", []), Cancellation));
    }

    public async Task<TResult> ActAsync<TService, TResult>(string user, Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        flow.Clock.Advance(TimeSpan.FromMinutes(1));
        return await flow.Host.Work.RunAsync(await flow.ActorAsync(user), act, Cancellation);
    }

    /// <summary>Open and waiting tasks, live rounds, the state of the case and the last act.</summary>
    public async Task<string> TellAsync()
    {
        var file = await flow.ShowAsync(number);
        var tasks = (await flow.TasksAsync(number)).Where(task => task.IsUnfinished)
            .Select(Tell).Order(StringComparer.Ordinal);
        var rounds = await flow.Host.ReadAsync<AppDbContext, List<ReviewRound>>(db => db.ReviewRounds.AsNoTracking()
            .Where(round => round.CaseId == file.Id
                && (round.Status == RoundStatus.Open || round.Status == RoundStatus.Away))
            .ToListAsync(Cancellation));
        return string.Join(
            " | ",
            string.Join(", ", tasks),
            string.Join(", ", rounds.Select(Tell).Order(StringComparer.Ordinal)),
            file.Status.ToString(),
            file.History[^1].Action);
    }

    /// <summary>Everybody agrees until nothing is left to do.</summary>
    /// <returns>The decisions that it took.</returns>
    public async Task<string> FinishAsync()
    {
        var path = await PassToAsync(null);
        var instanceId = (await flow.TasksAsync(number))[0].InstanceId;
        var instance = await flow.Host.ReadAsync<IWorkflowStore, StoredInstance?>(
            store => store.FindInstanceAsync(instanceId, Cancellation));
        return $"{path} → {await flow.StatusAsync(number)}, {instance!.SubStatus}".TrimStart();
    }

    public async Task<string> PassToAsync(string? step)
    {
        var path = new List<string>();
        for (var turn = 0; turn < 40; turn++)
        {
            if (await flow.StatusAsync(number) == CaseStatus.CorrectionRequested)
            {
                await flow.CorrectAsync(number);
                path.Add("corrected");
                continue;
            }

            var open = (await flow.TasksAsync(number)).Where(task => task.Status == ReviewTaskStatus.Open)
                .MinBy(Tell, StringComparer.Ordinal);
            if (open is null || open.StepId == step) return string.Join(' ', path);
            flow.Clock.Advance(TimeSpan.FromMinutes(1));
            var user = await SignerOfAsync(open);
            await flow.DecideAsync(open, user, open.Outcomes[0], "意见");
            path.Add($"{open.StepId}:{user}");
        }

        Assert.Fail($"{number} never ended: {string.Join(' ', path)}");
        return "";
    }

    /// <summary>The signers of joint agree, hr first, until it is decided.</summary>
    public async Task PassToNextOfJointAsync()
    {
        await DecideAsync("joint", "hr", "approve");
        for (var turn = 0; turn < 10; turn++)
        {
            var open = (await flow.TasksAsync(number)).Where(task => task.Status == ReviewTaskStatus.Open
                && task.StepId == "joint").MinBy(Tell, StringComparer.Ordinal);
            if (open is null) return;
            flow.Clock.Advance(TimeSpan.FromMinutes(1));
            await flow.DecideAsync(open, await SignerOfAsync(open), "approve", "意见");
        }
    }

    private async Task<string> SignerOfAsync(ReviewTask task)
    {
        foreach (var user in Users)
            if (task.MayBeDecidedBy(await flow.ActorAsync(user)))
                return user;
        throw new InvalidOperationException($"Nobody can decide {Tell(task)}.");
    }

    private static string Tell(ReviewTask task)
    {
        var part = task.Part == TaskPart.Signer ? "" : $" {task.Part.ToString().ToLowerInvariant()}";
        var waits = task.Status == ReviewTaskStatus.Waiting ? " waits" : "";
        var person = task.AssigneeName is { } name ? $" {(task.IsPersonal ? "for" : "with")} {name}" : "";
        return $"{task.StepId}@{task.PostCode}{person}{part}{waits}";
    }

    private static string Tell(ReviewRound round) => string.Create(
        CultureInfo.InvariantCulture,
        $"{round.StepId}:{round.Mode}{(round.DetourOf is null ? "" : " detour")} {round.Status} {round.Pass}");
}
