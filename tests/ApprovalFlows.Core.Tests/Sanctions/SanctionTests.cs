using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Watchers;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Sanctions;

/// <summary>What a decision does to papers, applications and the public list.</summary>
public sealed class SanctionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task ClearOut_UntilItIsLifted_KeepsTheFirmFromPermits(DatabaseKind kind)
    {
        if (kind == DatabaseKind.PostgreSql) Requires.Postgres();
        await using var flow = await SanctionFlow.StartAsync(kind);
        await flow.Labour.GivePermitPapersAsync();
        var pending = await flow.Labour.ApplyAsync("worker-permit", "employer");
        await flow.WalkAsync(pending, "window:accept");

        var number = await flow.ClearOutAsync();
        var approved = await Assert.ThrowsAsync<RuleViolation>(() => flow.WalkAsync(pending, "hr:approve"));
        var applied = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.Labour.ApplyAsync("worker-permit", "employer"));
        await LiftAsync(flow, number);
        await flow.Labour.GiveAsync(
            "YG", number: "450681YG202690002X", contents: """{ "headcount": 5, "posts": [{ "code": "A1" }] }""");
        await flow.WalkAsync(pending, "hr:approve");

        var decision = (await flow.SanctionAsync(number))!.Number;
        Assert.Contains(approved.Errors[RuleViolation.Reasons], why => why.Key == "Fact.Sanctioned");
        Assert.Contains(applied.Errors["worker"], why => why.Key == "Fact.Sanctioned" && why.Args[0].Equals(decision));
        Assert.Equal(CertificateStatus.Revoked, (await flow.Labour.PapersAsync("YG"))[0].Status);
    }

    [Fact]
    public async Task Apply_ByAClearedOutFirm_IsRefusedItsCertificate()
    {
        await using var flow = await SanctionFlow.StartAsync();
        await flow.ClearOutAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.Inner.SubmitAsync());

        Assert.Contains(refusal.Errors["matter"], why => why.Key == "Fact.Sanctioned");
    }

    [Theory]
    [InlineData("clearOut", CertificateStatus.Revoked)]
    [InlineData("cancelQualification", CertificateStatus.Valid)]
    public async Task Decide_OfEachMeasure_EndsItsPapers(string measure, CertificateStatus licence)
    {
        await using var flow = await SanctionFlow.StartAsync();
        await flow.Labour.GiveAsync("YG");
        await flow.Labour.GiveAsync("LW");

        var number = await flow.ClearOutAsync(measure);

        var employer = Assert.Single(await flow.Labour.PapersAsync("YG"));
        Assert.Equal(CertificateStatus.Revoked, employer.Status);
        Assert.Equal(licence, Assert.Single(await flow.Labour.PapersAsync("LW")).Status);
        var cause = await flow.Host.ReadAsync<AppDbContext, Guid?>(db => db.CertificateEntries
            .Where(entry => entry.CertificateId == employer.Id && entry.Act == "revoked")
            .Select(entry => entry.CaseId).SingleAsync(Cancellation));
        Assert.Equal((await flow.ProceedingAsync(number)).CaseId, cause);
    }

    [Fact]
    public async Task Decide_WithWorkersHere_TellsTheFirmAndTheCentreOfTheirExit()
    {
        await using var flow = await SanctionFlow.StartAsync();

        await flow.ClearOutAsync();

        var told = await flow.Host.ReadAsync<AppDbContext, int>(db => db.Messages.CountAsync(
            message => message.Key.EndsWith("-exits"), Cancellation));
        Assert.Equal(2, told);
    }

    [Fact]
    public async Task List_AfterService_ShowsUntilTheTermIsOver()
    {
        await using var flow = await SanctionFlow.StartAsync();
        var number = await flow.ClearOutAsync();
        var before = await flow.ListAsync();
        flow.Inner.MoveTo("2026-03-04 09:00");
        await flow.WalkAsync(number, "window:served");

        var shown = await flow.ListAsync();
        flow.Inner.MoveTo("2029-03-03 23:00");
        var last = await flow.ListAsync();
        flow.Inner.MoveTo("2029-03-04 00:00");
        var over = await flow.ListAsync();

        Assert.Equal((0, 1, 1, 0), (before.TotalCount, shown.TotalCount, last.TotalCount, over.TotalCount));
        Assert.Equal((new DateOnly(2026, 3, 4), new DateOnly(2029, 3, 4)), (shown.Items[0].From, shown.Items[0].Until));
    }

    [Fact]
    public async Task List_WithoutService_ShowsFromTheTwentiethWorkingDayOn()
    {
        await using var flow = await SanctionFlow.StartAsync(now: "2026-04-01 09:00");
        await flow.ClearOutAsync();

        flow.Inner.MoveTo("2026-05-06 23:59");
        var before = await flow.ListAsync();
        flow.Inner.MoveTo("2026-05-07 00:00");
        var after = await flow.ListAsync();

        Assert.Equal((0, 1), (before.TotalCount, after.TotalCount));
    }

    [Fact]
    public async Task Lift_ByBothOffices_TakesItOffAtOnce()
    {
        await using var flow = await SanctionFlow.StartAsync(now: "2026-04-15 09:00");
        var number = await flow.ClearOutAsync();
        await flow.WalkAsync(number, "window:served");
        var id = (await flow.SanctionAsync(number))!.Id;

        var unproposed = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.RunAsync<SanctionService>("zone", service => service.LiftAsync(id, Cancellation)));
        var byHr = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.RunAsync<SanctionService>("hr", service => service.LiftAsync(id, Cancellation)));
        await LiftAsync(flow, number);

        var view = await flow.AskAsync<ProceedingViewService, ProceedingView>(
            "hr", views => views.ShowAsync(number, Cancellation));
        Assert.Equal(("LiftingNotProposed", "OnlyTheZoneLifts"), (unproposed.Sentence.Key, byHr.Sentence.Key));
        Assert.Equal(0, (await flow.ListAsync()).TotalCount);
        Assert.Equal(new DateOnly(2026, 4, 22), view.Listing!.WithdrawBy!.DueOn);
    }

    [Fact]
    public async Task Watchers_DayByDay_TellOnceOfEveryRung()
    {
        await using var flow = await SanctionFlow.StartAsync();
        var order = await flow.OrderAsync("2026-03-13");
        var number = await flow.ClearOutAsync();
        await flow.WalkAsync(number, "window:served");

        var texts = new List<string>();
        foreach (var day in new[] { "2026-03-08", "2026-03-12", "2026-03-14", "2026-03-15" })
        {
            flow.Inner.MoveTo($"{day} 01:30");
            foreach (var name in new[] { WatcherList.Rectification, WatcherList.Sanctions })
                await flow.Host.Get<WatcherJob>().RunAsync(name, cancellation: Cancellation);
            texts.Add(await RungsAsync(flow));
        }

        Assert.Equal(
            ["shown×3 t-5×1", "shown×3 t-1×2 t-5×1", "shown×3 t+1×3 t-1×2 t-5×1", "shown×3 t+1×3 t-1×2 t-5×1"], texts);
        Assert.NotNull(order);
    }

    private static async Task<string> RungsAsync(SanctionFlow flow)
    {
        var rungs = await flow.Host.ReadAsync<AppDbContext, List<string>>(
            db => db.PaperNotices.Select(row => row.Rung).ToListAsync(Cancellation));
        return string.Join(' ', rungs.GroupBy(rung => rung).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}×{group.Count()}").Order(StringComparer.Ordinal)
            .OrderBy(text => text[0] == 's' ? 0 : 1).ThenBy(text => text, StringComparer.Ordinal));
    }

    private static async Task LiftAsync(SanctionFlow flow, string number)
    {
        var id = (await flow.SanctionAsync(number))!.Id;
        await flow.RunAsync<SanctionService>(
            "hr", service => service.ProposeLiftingAsync(id, "整改到位", Cancellation));
        await flow.RunAsync<SanctionService>("zone", service => service.LiftAsync(id, Cancellation));
    }
}
