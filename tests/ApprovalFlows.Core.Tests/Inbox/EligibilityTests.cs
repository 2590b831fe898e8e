using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Organisation;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Inbox;

/// <summary>Deputies, recusals and tiers: who has a task in the inbox, and who may decide it.</summary>
public abstract class EligibilityTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Enterprise = "91450681MA0TEXT393";
    private EmployerFlow flow = null!;
    private Staff staff = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync(kind);
        staff = new Staff(flow);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return flow.DisposeAsync();
    }

    [Fact]
    public async Task Decide_ByADeputy_IsRecordedInTaskHistoryAndEvidenceAsForTheHolder()
    {
        var number = await staff.AtReCheckAsync();
        await staff.DeputyAsync("hr", "police");
        var seen = await staff.InboxAsync("police");

        await staff.DecideAsync(number, "police");

        Assert.Contains(number, seen);
        var task = (await flow.TasksAsync(number)).Single(row => row.StepId == "re-check");
        Assert.Equal(
            ("公安出入境民警（代 市人社局复核人员）", await staff.IdAsync("police"), await staff.IdAsync("hr")),
            (task.DecidedByName, task.DecidedById!.Value, task.DecidedForId!.Value));
        var entry = await flow.Host.ReadAsync<AppDbContext, string>(db => db.AuditEntries
            .Where(row => row.Action == "reviewed").Select(row => row.ActorName).SingleAsync(Cancellation));
        Assert.Equal(task.DecidedByName, entry);
    }

    [Fact]
    public async Task Inbox_OfADeputy_EmptiesWhenTheTimeIsOver()
    {
        var number = await staff.AtReCheckAsync();
        await staff.DeputyAsync("hr", "police", days: 2);
        var during = await staff.InboxAsync("police");

        flow.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Contains(number, during);
        Assert.DoesNotContain(number, await staff.InboxAsync("police"));
        await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "police"));
    }

    [Fact]
    public async Task Deputyship_OfADeputy_DoesNotCount()
    {
        var number = await staff.AtReCheckAsync();
        await staff.DeputyAsync("hr", "police");
        await staff.DeputyAsync("police", "customs");

        Assert.Contains(number, await staff.InboxAsync("police"));
        Assert.DoesNotContain(number, await staff.InboxAsync("customs"));
    }

    [Theory]
    [InlineData("worker-permit", false)]
    [InlineData("employer-certificate", true)]
    public async Task Deputyship_ForOneFlow_CountsInItOnly(string limitedTo, bool counts)
    {
        var number = await staff.AtReCheckAsync();
        await flow.Host.Work.RunAsync<AppDbContext>(null, async db => db.Add(new Deputyship
        {
            HolderId = await staff.IdAsync("hr"),
            DeputyId = await staff.IdAsync("police"),
            From = staff.Today,
            To = staff.Today.AddDays(5),
            Flow = limitedTo,
            Reason = Staff.Reason,
            RecordedAt = flow.Clock.GetUtcNow(),
            RecordedById = Guid.Empty,
        }), Cancellation);

        Assert.Equal(counts, (await staff.InboxAsync("police")).Contains(number));
        if (counts) await staff.DecideAsync(number, "police");
        else await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "police"));
    }

    [Fact]
    public async Task Task_ClaimedByTheAbsent_IsTheDeputysToo()
    {
        var number = await staff.AtReCheckAsync();
        await staff.ClaimAsync(await flow.OpenTaskAsync(number), "hr");
        await staff.DeputyAsync("hr", "police");

        Assert.Contains(number, await staff.InboxAsync("police", InboxScope.Mine));
        await staff.DecideAsync(number, "police");
        Assert.Equal("approval", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Tiers_OfOneCase_AreDecidedByDifferentPeople()
    {
        var number = await staff.AtReCheckAsync();
        await staff.AppointAsync("hr", "zone-office", "approval");
        var before = await staff.ActorAsync("hr");
        await staff.DecideAsync(number, "hr");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "hr"));

        Assert.Equal((RuleKind.Conflict, "DecidedAnotherTier"), (refusal.Kind, refusal.Sentence.Key));
        Assert.Contains("市人社局复核人员", refusal.Sentence.In(TextResources.Chinese), StringComparison.Ordinal);
        Assert.Contains("复核", refusal.Sentence.In(TextResources.Chinese), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await staff.InboxAsync("hr"));
        Assert.Contains(number, await staff.InboxAsync("zone"));
        Assert.Equal(2, before.Posts.Count);
        await Assert.ThrowsAsync<RuleViolation>(async () =>
            await staff.ClaimAsync(await flow.OpenTaskAsync(number), "hr"));
    }

    [Fact]
    public async Task Deputy_WhoDecidedAnEarlierTier_MayNotDecideTheNextForItsHolder()
    {
        var number = await staff.AtReCheckAsync();
        await staff.DeputyAsync("zone", "hr");
        await staff.DecideAsync(number, "hr");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "hr"));

        Assert.Equal("DecidedAnotherTier", refusal.Sentence.Key);
        Assert.DoesNotContain(number, await staff.InboxAsync("hr"));
    }

    [Fact]
    public async Task Tier_DecidedInTheNameOfSomebody_KeepsThatPersonFromTheNext()
    {
        var number = await staff.AtReCheckAsync();
        await staff.DeputyAsync("hr", "police");
        await staff.AppointAsync("hr", "zone-office", "approval");
        await staff.DecideAsync(number, "police");

        var holder = await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "hr"));
        await staff.DeputyAsync("hr", "customs", post: null);
        var deputy = await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "customs"));

        Assert.Equal("DecidedAnotherTier", holder.Sentence.Key);
        Assert.Equal("DecidedAnotherTier", deputy.Sentence.Key);
        Assert.DoesNotContain(number, await staff.InboxAsync("customs"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recused_FromTheEnterpriseOrItsApplicant_NeitherSeesNorDecides(bool byEnterprise)
    {
        var number = await staff.AtReCheckAsync();
        await staff.RecuseAsync("hr", byEnterprise ? Enterprise : null, byEnterprise ? null : "employer2");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "hr"));

        Assert.Equal((RuleKind.Forbidden, "RecusedFromCase"), (refusal.Kind, refusal.Sentence.Key));
        Assert.Contains("公务员法 §76(2)", refusal.Sentence.In(TextResources.English), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await staff.InboxAsync("hr"));
        var other = await flow.SubmitAsync("R1", "agency");
        await staff.DecideAsync(other, "window", "accept");
        Assert.Contains(other, await staff.InboxAsync("hr"));
    }

    [Fact]
    public async Task Recused_AsADeputy_DecidesNothingForTheHolderEither()
    {
        var number = await staff.AtReCheckAsync();
        await staff.RecuseAsync("police", Enterprise);
        await staff.DeputyAsync("hr", "police");

        await Assert.ThrowsAsync<RuleViolation>(() => staff.DecideAsync(number, "police"));

        Assert.DoesNotContain(number, await staff.InboxAsync("police"));
    }

    [Fact]
    public async Task Explain_AvailableOtherPostAndExcluded_TellsEachInASentence()
    {
        var number = await staff.AtReCheckAsync();
        var mine = await ReasonAsync("hr", null);
        var others = await ReasonAsync("window", null);
        await staff.RecuseAsync("hr", Enterprise);
        var excluded = await ReasonAsync("admin", "hr");

        Assert.Equal((true, "Why.Available"), (mine.IsInInbox, mine.Why.Key));
        Assert.Equal((false, "Why.OtherPost"), (others.IsInInbox, others.Why.Key));
        Assert.Equal((false, "Why.Excluded"), (excluded.IsInInbox, excluded.Why.Key));
        await Assert.ThrowsAsync<RuleViolation>(() => ReasonAsync("window", "hr"));

        async Task<InboxReason> ReasonAsync(string asker, string? person) =>
            Assert.Single(await staff.RunAsync<InboxReasons, IReadOnlyList<InboxReason>>(
                asker, service => service.ExplainAsync(number, person, Cancellation)));
    }

    [Fact]
    public async Task Ask_WhoGetsTheReCheck_NamesHolderDeputyAndWhyNot()
    {
        var number = await staff.AtReCheckAsync();
        await staff.DeputyAsync("hr", "police", days: 3);
        await staff.RecuseAsync("police", Enterprise);
        var question = new StepQuestion(EmployerFlow.Flow, "re-check", staff.Today, number);

        var now = await AskAsync(question);
        var later = await AskAsync(question with { Day = staff.Today.AddDays(10) });

        Assert.Equal(["Candidate.Holder", "Candidate.Deputy"], now.People.Select(person => person.Why.Key));
        Assert.Equal([true, false], now.People.Select(person => person.IsEligible));
        Assert.Equal("hr", Assert.Single(later.People).UserName);
    }

    private Task<StepAnswer> AskAsync(StepQuestion question) =>
        staff.RunAsync<StepCandidates, StepAnswer>("hr", service => service.AskAsync(question, Cancellation));
}

public sealed class EligibilityOnSqliteTests() : EligibilityTests(DatabaseKind.Sqlite);

public sealed class EligibilityOnPostgresTests() : EligibilityTests(DatabaseKind.PostgreSql);
