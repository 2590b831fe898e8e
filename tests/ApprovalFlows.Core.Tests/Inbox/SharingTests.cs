using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Inbox;

/// <summary>催办, 抄送 and 已阅, comments and questions between offices.</summary>
public sealed class SharingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Urging_ByTheApplicant_IsRecordedAndToldToTheHolder()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");

        await UrgeAsync(flow, number, "employer", "订单紧急");

        var entry = (await flow.ShowAsync(number)).History[^1];
        Assert.Equal(("urged", "订单紧急"), (entry.Action, entry.Reason));
        var message = Assert.Single(await MessagesAsync(flow, "hr"));
        Assert.Equal(
            $"申请人催办案件{number}“市人社局复核”。", message.Text.In(TextResources.Chinese));
        Assert.Equal("说明：订单紧急", Assert.Single(message.Lines).Text.In(TextResources.Chinese));
    }

    [Theory]
    [InlineData("2026-04-01 17:00", "2026-04-02 09:00", "2026年4月2日")]
    [InlineData("2026-04-04 10:00", "2026-04-08 09:00", "2026年4月8日")]
    public async Task Urging_Again_IsRefusedUntilTheNextWorkingDay(string first, string next, string until)
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        flow.MoveTo(first);
        await UrgeAsync(flow, number, "employer");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => UrgeAsync(flow, number, "employer"));
        flow.MoveTo(next);
        await UrgeAsync(flow, number, "employer");

        Assert.Equal((RuleKind.Conflict, "UrgedToday"), (refusal.Kind, refusal.Sentence.Key));
        Assert.Contains(until, refusal.Sentence.In(TextResources.Chinese), StringComparison.Ordinal);
        Assert.Equal(2, (await flow.ShowAsync(number)).History.Count(entry => entry.Action == "urged"));
    }

    [Fact]
    public async Task Urging_TwiceAtOnce_CountsOnce()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        await flow.ActorAsync("employer");

        var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await UrgeAsync(flow, number, "employer");
                return true;
            }
            catch (RuleViolation)
            {
                return false;
            }
        })));

        Assert.Single(attempts, done => done);
        Assert.Single(await MessagesAsync(flow, "hr"));
    }

    [Theory]
    [InlineData("zone", RuleKind.NotFound)]
    [InlineData("employer2", RuleKind.NotFound)]
    [InlineData("window", RuleKind.Forbidden)]
    public async Task Urging_BySomebodyElse_IsRefused(string user, RuleKind expected)
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAsync("R1");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => UrgeAsync(flow, number, user));

        Assert.Equal(expected, refusal.Kind);
    }

    [Fact]
    public async Task Urging_ByTheSupervisor_IsAllowed()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        await AppointAsync(flow, "hr-issuer", "supervisor");

        await UrgeAsync(flow, number, "hr-issuer");

        var message = Assert.Single(await MessagesAsync(flow, "hr"));
        Assert.StartsWith("负责人催办", message.Text.In(TextResources.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_ToAnOfficial_OpensTheCaseToHimAndTellsWhenItWasRead()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        var police = await flow.ActorAsync("police");
        await Assert.ThrowsAsync<RuleViolation>(() => flow.ShowAsync(number, "police"));

        await CopyAsync(flow, number, "hr", police.UserId);
        await CopyAsync(flow, number, "hr", police.UserId);
        var copy = Assert.Single(await CopiesAsync(flow, "police"));
        await flow.Host.Work.RunAsync<CopyService, CaseCopy>(
            police, service => service.ReadAsync(copy.Id, Cancellation), Cancellation);

        Assert.Equal(number, (await flow.ShowAsync(number, "police")).Number);
        Assert.NotNull(Assert.Single(await CopiesAsync(flow, "police")).ReadAt);
        Assert.Single(await MessagesAsync(flow, "police"), message => message.Kind == MessageKind.Copy);
    }

    [Fact]
    public async Task Copy_ToTheApplicantOrByAnotherOffice_IsRefused()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        var applicant = (await flow.ActorAsync("employer")).UserId;

        var toApplicant = await Assert.ThrowsAsync<RuleViolation>(() => CopyAsync(flow, number, "hr", applicant));
        var byWindow = await Assert.ThrowsAsync<RuleViolation>(() => CopyAsync(flow, number, "window", applicant));

        Assert.Equal((RuleKind.Invalid, RuleKind.Forbidden), (toApplicant.Kind, byWindow.Kind));
    }

    [Fact]
    public async Task Question_ToAnOffice_IsAnsweredByItOnceAndHiddenFromTheApplicant()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        await CommentAsync(flow, number, "hr", new CommentDraft("该企业有无出入境违法记录？", "police", null));

        var asked = Assert.Single(await CommentsAsync(flow, number, "police"));
        await CommentAsync(flow, number, "police", new CommentDraft("无。", null, asked.Id));
        var twice = await Assert.ThrowsAsync<RuleViolation>(
            () => CommentAsync(flow, number, "police", new CommentDraft("无。", null, asked.Id)));
        var byAnother = await Assert.ThrowsAsync<RuleViolation>(
            () => CommentAsync(flow, number, "window", new CommentDraft("有。", null, asked.Id)));
        var applicant = await Assert.ThrowsAsync<RuleViolation>(() => CommentsAsync(flow, number, "employer"));

        Assert.True(asked.MayAnswer);
        Assert.Equal(("QuestionAnswered", RuleKind.Forbidden), (twice.Sentence.Key, byAnother.Kind));
        Assert.Equal(RuleKind.Forbidden, applicant.Kind);
        Assert.Equal(["police", null], (await CommentsAsync(flow, number, "hr")).Select(row => row.ToDepartmentCode));
        Assert.Single(await MessagesAsync(flow, "hr"), message => message.Kind == MessageKind.Answer);
        Assert.DoesNotContain(
            (await flow.ShowAsync(number)).History,
            entry => entry.Reason?.Contains("出入境", StringComparison.Ordinal) == true);
    }

    private static async Task UrgeAsync(EmployerFlow flow, string number, string user, string? reason = null)
    {
        var task = await flow.OpenTaskAsync(number);
        await flow.Host.Work.RunAsync<UrgingService, Urging>(
            await flow.ActorAsync(user), service => service.UrgeAsync(task.Id, reason, Cancellation), Cancellation);
    }

    private static async Task CopyAsync(EmployerFlow flow, string number, string user, Guid to)
    {
        var task = await flow.OpenTaskAsync(number);
        await flow.Host.Work.RunAsync<CopyService, IReadOnlyList<CaseCopy>>(
            await flow.ActorAsync(user),
            service => service.SendAsync(task.Id, [to], "请知悉", Cancellation),
            Cancellation);
    }

    private static async Task CommentAsync(EmployerFlow flow, string number, string user, CommentDraft draft) =>
        await flow.Host.Work.RunAsync<CommentService, CaseComment>(
            await flow.ActorAsync(user), service => service.AddAsync(number, draft, Cancellation), Cancellation);

    private static Task<IReadOnlyList<CommentView>> CommentsAsync(EmployerFlow flow, string number, string user) =>
        AskAsync<CommentService, IReadOnlyList<CommentView>>(
            flow, user, service => service.ListAsync(number, Cancellation));

    private static async Task<IReadOnlyList<CopyView>> CopiesAsync(EmployerFlow flow, string user) =>
        (await AskAsync<CopyService, Paged<CopyView>>(
            flow, user, service => service.ListAsync(unreadOnly: false, 1, 20, Cancellation))).Items;

    private static async Task<IReadOnlyList<MessageView>> MessagesAsync(EmployerFlow flow, string user) =>
        (await AskAsync<MessageService, Paged<MessageView>>(
            flow, user, service => service.ListAsync(unreadOnly: false, 1, 20, Cancellation))).Items;

    private static async Task<TResult> AskAsync<TService, TResult>(
        EmployerFlow flow, string user, Func<TService, Task<TResult>> ask)
        where TService : notnull
    {
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await ask(scope.Get<TService>());
    }

    private static async Task AppointAsync(EmployerFlow flow, string user, string post)
    {
        var id = (await flow.ActorAsync(user)).UserId;
        await flow.Host.Work.RunAsync<AppDbContext>(null, db =>
        {
            db.Add(new PostHolding
            {
                UserId = id,
                DepartmentCode = "hr-bureau",
                PostCode = post,
                From = new DateOnly(2020, 1, 1),
            });
            return Task.CompletedTask;
        }, Cancellation);
    }
}
