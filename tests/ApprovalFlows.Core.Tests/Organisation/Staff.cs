using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Handovers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Organisation;

/// <summary>The people of the employer certificate's offices, as they are entitled at this moment.</summary>
internal sealed class Staff(EmployerFlow flow)
{
    public const string Reason = "工作需要";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateOnly Today => ChinaTime.DateOf(flow.Clock.GetUtcNow());

    /// <summary>Looked up anew each time, as at every request.</summary>
    public async Task<Actor> ActorAsync(string userName) =>
        (await flow.Host.ReadAsync<ActorService, Actor?>(
            async service => await service.FindAsync(await IdAsync(userName), Cancellation)))!;

    public Task<Guid> IdAsync(string userName) => flow.Host.ReadAsync<AppDbContext, Guid>(db => db.Users
        .Where(user => user.UserName == userName).Select(user => user.Id).SingleAsync(Cancellation));

    public async Task<PostHolding> AppointAsync(
        string person, string department, string post, DateOnly? from = null, DateOnly? to = null) =>
        await RunAsync<PostService, PostHolding>("admin", service => service.AppointAsync(
            new Appointment(person, department, post, from ?? Today, to), Reason, Cancellation));

    public async Task EndAsync(string person, string post, DateOnly lastDay)
    {
        var user = await IdAsync(person);
        var id = await flow.Host.ReadAsync<AppDbContext, Guid>(db => db.PostHoldings
            .Where(held => held.UserId == user && held.PostCode == post)
            .Select(held => held.Id).SingleAsync(Cancellation));
        await RunAsync<PostService, PostHolding>(
            "admin", service => service.EndAsync(id, lastDay, Reason, Cancellation));
    }

    public Task<Deputyship> DeputyAsync(
        string holder, string deputy, int days = 5, string? post = null, string? flowName = null, string? by = null) =>
        RunAsync<DeputyService, Deputyship>(by ?? holder, async service => await service.NameAsync(
            new DeputyWish(holder, deputy, Today, Today.AddDays(days))
            {
                Department = post is null ? null : (await ActorAsync(holder)).OwnPosts.First().Department,
                Post = post,
                Flow = flowName,
            },
            "出差", Cancellation));

    public Task<Recusal> RecuseAsync(string person, string? enterprise = null, string? applicant = null) =>
        RunAsync<RecusalService, Recusal>("admin", service => service.RecordAsync(
            new RecusalWish(person, enterprise, applicant, RecusalGround.RelativeInterest), "配偶任职", Cancellation));

    public Task<Handover> HandOverAsync(string person, bool takesPosts, params string[] successors) =>
        RunAsync<HandoverService, Handover>("admin", service => service.OrderAsync(
            new HandoverWish(person, Today, successors) { TakesPosts = takesPosts }, "离职", Cancellation));

    public async Task<TResult> RunAsync<TService, TResult>(string user, Func<TService, Task<TResult>> work)
        where TService : notnull =>
        await flow.Host.Work.RunAsync(await ActorAsync(user), work, Cancellation);

    public Task<ReviewTask> ClaimAsync(ReviewTask task, string user) =>
        RunAsync<DecisionService, ReviewTask>(user, service => service.ClaimAsync(task.Id, Cancellation));

    public Task<Case> DecideAsync(ReviewTask task, string user, string outcome = "approve") =>
        RunAsync<DecisionService, Case>(user, service => service.DecideAsync(
            task.Id, new DecisionRequest(outcome, null, task.Revision, []), Cancellation));

    public async Task<Case> DecideAsync(string number, string user, string outcome = "approve") =>
        await DecideAsync(await flow.OpenTaskAsync(number), user, outcome);

    /// <summary>Case numbers in the person's inbox.</summary>
    public async Task<IReadOnlyList<string>> InboxAsync(string user, InboxScope scope = InboxScope.Available)
    {
        var page = await RunAsync<InboxService, InboxPage>(
            user, service => service.ListAsync(new InboxQuery { Scope = scope }, Cancellation));
        return [.. page.Items.Select(item => item.CaseNumber)];
    }

    /// <summary>A case that stands at its re-check, having passed the window (R1) by its usual clerk.</summary>
    public async Task<string> AtReCheckAsync()
    {
        var number = await flow.SubmitAsync("R1", "employer2");
        await DecideAsync(number, "window", "accept");
        return number;
    }
}
