using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Design;

public sealed class FlowHistoryTests
{
    [Fact]
    public async Task GoBack_ToAnEarlierVersion_MakesItTheDraftAndRecordsWhy()
    {
        await using var flow = await EmployerFlow.StartAsync();
        var admin = await flow.ActorAsync("flow-admin");
        await EditAsync(flow, admin);

        var draft = await GoBackAsync(flow, admin, 1, " 误改了复核 ");

        var history = await ShowAsync(flow);
        var (newest, oldest) = (history.Versions[0], history.Versions[^1]);
        Assert.Equal((3, 3, true, false), (draft, newest.Version, newest.IsLatest, newest.IsPublished));
        Assert.Equal((1, "误改了复核"), (newest.BackFrom!.Value, newest.BackReason));
        Assert.True(oldest.IsPublished);
        var act = Assert.Single(oldest.Acts);
        Assert.Equal((FlowAct.RolledBack, admin.DisplayName, 3), (act.Act, act.ActorName, act.Draft!.Value));
        Assert.Empty(await DifferencesAsync(flow, 1, 3));
        Assert.NotEmpty(await DifferencesAsync(flow, 1, 2));
    }

    [Theory]
    [InlineData("auditor", 1, "理由", RuleKind.Forbidden)]
    [InlineData("flow-admin", 1, " ", RuleKind.Invalid)]
    [InlineData("flow-admin", 2, "理由", RuleKind.Conflict)]
    [InlineData("flow-admin", 9, "理由", RuleKind.NotFound)]
    public async Task GoBack_ThatIsNotAllowed_ChangesNothing(string user, int version, string reason, RuleKind kind)
    {
        await using var flow = await EmployerFlow.StartAsync();
        await EditAsync(flow, await flow.ActorAsync("flow-admin"));
        var actor = await flow.ActorAsync(user);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => GoBackAsync(flow, actor, version, reason));

        Assert.Equal(kind, refusal.Kind);
        Assert.Equal(2, (await ShowAsync(flow)).TotalCount);
    }

    [Fact]
    public async Task History_OfAFlow_TellsAuthorsCasesAndFindings()
    {
        await using var flow = await EmployerFlow.StartAsync();
        var admin = await flow.ActorAsync("flow-admin");
        await flow.SubmitAsync();
        await EditAsync(flow, admin);
        await RecordAsync(flow, """[{"severity":"error","code":"x"},{"severity":"warning"},{"severity":"warning"}]""");
        await RecordAsync(flow, "no json");

        var history = await ShowAsync(flow);

        var (draft, published) = (history.Versions[0], history.Versions[1]);
        Assert.Equal((false, "流程管理员", 1), (draft.IsFromFile, draft.CreatedBy, draft.Previous!.Value));
        Assert.Equal((true, null, 1), (published.IsFromFile, published.CreatedBy, published.RunningCases));
        Assert.Equal(0, draft.RunningCases);
        Assert.Equal([0, 1], published.Acts.Select(act => act.Errors).Order());
        Assert.Equal([0, 2], published.Acts.Select(act => act.Warnings).Order());
    }

    private static Task EditAsync(EmployerFlow flow, Actor admin)
    {
        flow.Clock.Advance(TimeSpan.FromHours(1));
        var edited = new EditedFlow();
        edited.Step("re-check")["workingDays"] = EditedFlow.Literal("5", "Int32");
        return flow.Host.Work.RunAsync<DefinitionLibrary>(
            admin, library => library.SaveDraftAsync(edited.After.ToJsonString(), admin.UserName));
    }

    private static Task<int> GoBackAsync(EmployerFlow flow, Actor actor, int version, string reason)
    {
        flow.Clock.Advance(TimeSpan.FromHours(1));
        return flow.Host.Work.RunAsync<FlowHistoryService, int>(
            actor, service => service.GoBackAsync(EmployerFlow.Flow, version, reason));
    }

    private static Task RecordAsync(EmployerFlow flow, string findings) =>
        flow.Host.Work.RunAsync<AppDbContext>(null, async db => db.FlowPublications.Add(new FlowPublication
        {
            DefinitionId = EmployerFlow.Flow,
            VersionId = (await db.WorkflowDefinitions.SingleAsync(
                row => row.Version == 1 && row.DefinitionId == EmployerFlow.Flow)).VersionId,
            Version = 1,
            Act = FlowAct.Published,
            At = flow.Clock.GetUtcNow(),
            Findings = findings,
        }));

    private static Task<FlowHistory> ShowAsync(EmployerFlow flow) =>
        flow.Host.ReadAsync<FlowHistoryService, FlowHistory>(service => service.ShowAsync(EmployerFlow.Flow));

    private static async Task<IEnumerable<object>> DifferencesAsync(EmployerFlow flow, int from, int to) =>
        (await flow.Host.ReadAsync<FlowHistoryService, ComparedVersions>(
            service => service.CompareAsync(EmployerFlow.Flow, from, to))).Comparison.Differences;
}
