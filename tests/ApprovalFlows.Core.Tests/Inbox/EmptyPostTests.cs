using System.Text.Json.Nodes;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Design.Publishing;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Organisation;
using ApprovalFlows.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Inbox;

/// <summary>A step whose post nobody can fill when it opens; and one the same person would take twice.</summary>
public sealed class EmptyPostTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;
    private Staff staff = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync();
        staff = new Staff(flow);
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Open_NobodyHoldsThePost_GoesToTheSupervisorWhoDecides()
    {
        await EmptyReCheckAsync();

        var number = await staff.AtReCheckAsync();

        var task = await flow.OpenTaskAsync(number);
        Assert.Equal(("supervisor", "re-check", false), (task.PostCode, task.MeantPost, task.IsUnattended));
        Assert.Contains(number, await staff.InboxAsync("hr-supervisor"));
        Assert.Equal(["submitted", "accepted", "goesToSupervisor"], await ActionsAsync(number));
        await staff.DecideAsync(number, "hr-supervisor");
        Assert.Equal(["reviewed"], (await ActionsAsync(number)).Skip(3));
    }

    [Fact]
    public async Task Open_SupervisorIsExcluded_GoesToTheLeader()
    {
        await EmptyReCheckAsync();
        await staff.RecuseAsync("hr-supervisor", applicant: "employer2");

        var number = await staff.AtReCheckAsync();

        Assert.Equal("leader", (await flow.OpenTaskAsync(number)).PostCode);
    }

    [Fact]
    public async Task Open_OnlyHolderIsExcluded_GoesToTheSupervisorWhileAnotherHolderWouldKeepIt()
    {
        await staff.RecuseAsync("hr", applicant: "employer2");
        var alone = await staff.AtReCheckAsync();
        await staff.AppointAsync("police", "hr-bureau", "re-check");
        var together = await staff.AtReCheckAsync();

        Assert.Equal("supervisor", (await flow.OpenTaskAsync(alone)).PostCode);
        Assert.Equal("re-check", (await flow.OpenTaskAsync(together)).PostCode);
    }

    [Theory]
    [InlineData(WhenNobody.Administrator)]
    [InlineData(WhenNobody.Refuse)]
    public async Task Open_StepLeavesItToAdministrators_WaitsForThemAndIsAddressedAgain(string policy)
    {
        await PublishAsync(new CertificateDraft().Set("re-check", "whenNobody", CertificateDraft.Literal(policy)));
        await EmptyReCheckAsync();
        var number = await staff.AtReCheckAsync();
        var task = await flow.OpenTaskAsync(number);
        var listed = await staff.RunAsync<UnattendedService, IReadOnlyList<UnattendedTask>>(
            "admin", service => service.ListAsync(Cancellation));

        var tooEarly = await Assert.ThrowsAsync<RuleViolation>(() => AddressAsync(task.Id, null));
        await staff.AppointAsync("police", "hr-bureau", "re-check");
        await AddressAsync(task.Id, null);

        Assert.True(task.IsUnattended);
        Assert.Equal(number, Assert.Single(listed).CaseNumber);
        Assert.Equal("NobodyAtPost", tooEarly.Sentence.Key);
        Assert.Equal(["goesToAdministrators", "addressedAgain"], (await ActionsAsync(number)).Skip(2));
        await staff.DecideAsync(number, "police");
    }

    [Fact]
    public async Task Open_SamePersonAtAStepThatSkipsIt_CountsAsDecided()
    {
        await InsertOpinionAsync(skips: true);
        await staff.AppointAsync("window", "park-office", "inspection");

        var number = await staff.AtReCheckAsync();

        Assert.Equal("re-check", (await flow.OpenTaskAsync(number)).StepId);
        var counted = (await flow.TasksAsync(number)).Single(task => task.StepId == "opinion");
        Assert.Equal(("approve", "中心窗口工作人员"), (counted.Outcome, counted.DecidedByName));
        Assert.Contains("countedAsDecided", await ActionsAsync(number));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Open_NotSkippedOrAnotherPerson_WaitsForADecision(bool skips, bool isSame)
    {
        await InsertOpinionAsync(skips);
        if (isSame) await staff.AppointAsync("window", "park-office", "inspection");

        var number = await staff.AtReCheckAsync();

        Assert.Equal("opinion", (await flow.OpenTaskAsync(number)).StepId);
    }

    private async Task EmptyReCheckAsync()
    {
        await staff.EndAsync("hr", "re-check", staff.Today);
        flow.Clock.Advance(TimeSpan.FromDays(1));
    }

    private Task<ReviewTask> AddressAsync(Guid task, string? post) =>
        staff.RunAsync<UnattendedService, ReviewTask>(
            "admin", service => service.AddressAsync(task, post, Staff.Reason, Cancellation));

    private Task<List<string>> ActionsAsync(string number) =>
        flow.Host.ReadAsync<AppDbContext, List<string>>(db => db.AuditEntries
            .Where(entry => db.Cases.Any(file => file.Id == entry.CaseId && file.Number == number))
            .OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync(Cancellation));

    // An opinion of the park office, without a statutory limit, between acceptance and the route.
    private Task InsertOpinionAsync(bool skips)
    {
        var draft = new CertificateDraft();
        var step = CertificateDraft.Review("opinion", "park-office", "inspection", "approve", "decline");
        step["timeLimit"] = null;
        step["workingDays"] = new JsonObject
        {
            ["typeName"] = "Int32",
            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = 3 },
        };
        step["skipSame"] = new JsonObject
        {
            ["typeName"] = "Boolean",
            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = skips },
        };
        draft.Steps.Add(step);
        foreach (var line in draft.Lines.Where(line => line!["source"]!["activity"]!.ToString() == "accepted"))
        {
            var target = line!["target"]!["activity"]!.ToString();
            line["target"]!["activity"] = "opinion";
            draft.Lines.Add(Line("opinion", "approve", target));
            draft.Lines.Add(Line("opinion", "decline", "refused"));
            break;
        }

        return PublishAsync(draft);
    }

    private static JsonObject Line(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };

    private Task PublishAsync(CertificateDraft draft) => flow.Host.Work.RunAsync<DefinitionLibrary>(
        null,
        library => library.ImportAsync(draft.Json.ToJsonString(), publish: true, null, Cancellation),
        Cancellation);
}
