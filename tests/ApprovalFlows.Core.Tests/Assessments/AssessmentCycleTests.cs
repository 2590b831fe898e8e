using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Watchers;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Assessments;

public sealed class AssessmentCycleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Cycle_OpenedByTwoNodesAtOnce_IsOneWithOneRowPerFirm(DatabaseKind kind)
    {
        if (kind == DatabaseKind.PostgreSql) Requires.Postgres();
        await using var flow = await AssessmentFlow.StartAsync(kind);
        await using var twin = flow.Inner.Host.Twin();
        await flow.GiveAsync(AssessmentFlow.Agency, "LW", "2024-06-01", "2025-01-01");
        await flow.GiveAsync(AssessmentFlow.Other, "YG", "2026-01-01", "2026-12-31");

        var reports = await Task.WhenAll(
            flow.RunCycleAsync(),
            twin.GetRequiredService<AssessmentCycleJob>().RunAsync(Cancellation),
            flow.RunCycleAsync());

        Assert.Equal(1, reports.Sum(report => report.Opened));
        Assert.Equal(
            [AssessmentFlow.Firm, AssessmentFlow.Agency],
            await flow.ReadAsync(db => db.Assessments
                .Join(db.Enterprises, row => row.EnterpriseId, firm => firm.Id, (row, firm) => firm)
                .OrderBy(firm => firm.UnifiedSocialCreditCode)
                .Select(firm => firm.UnifiedSocialCreditCode).ToListAsync(Cancellation)));
        var byHand = await Assert.ThrowsAsync<RuleViolation>(() => flow.OpenAsync());
        Assert.Equal("CycleOpen", byHand.Sentence.Key);
    }

    [Theory]
    [InlineData("2026-01-05 09:00", 1)]
    [InlineData("2026-03-31 23:00", 1)]
    [InlineData("2026-04-01 00:30", 0)]
    [InlineData("2026-12-31 23:00", 0)]
    public async Task Cycle_BySchedule_OpensAfterTheYearAndNeverLooksBackFar(string now, int opened)
    {
        await using var flow = await AssessmentFlow.StartAsync();
        flow.Inner.MoveTo(now);

        Assert.Equal(opened, (await flow.RunCycleAsync()).Opened);
    }

    [Theory]
    [InlineData(2025, "employer", "OnlyTheTwoOpenCycles")]
    [InlineData(2025, "police", "OnlyTheTwoOpenCycles")]
    [InlineData(2025, "window", "OnlyTheTwoOpenCycles")]
    [InlineData(2026, "zone", "year CycleYearNotOver")]
    [InlineData(2016, "hr", "year CycleYearTooEarly")]
    public async Task Cycle_ByHandOfTheWrongOneOrYear_IsRefused(int year, string user, string said)
    {
        await using var flow = await AssessmentFlow.StartAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.OpenAsync(year, user));

        var errors = refusal.Errors.Select(pair => $"{pair.Key} {pair.Value[0].Key}").FirstOrDefault();
        Assert.Equal(said, errors ?? refusal.Sentence.Key);
    }

    [Fact]
    public async Task Report_ASecondTime_IsRefusedWithTheNumberOfTheFirst()
    {
        await using var flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        var first = await flow.ReportAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.ReportAsync());

        var sentence = refusal.Errors["year"][0];
        Assert.Equal("Fact.Reported", sentence.Key);
        Assert.Contains(first, sentence.In(TextResources.Vietnamese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Firm_ThatDidNotReport_IsAssessedAllTheSameOnceAndAtBestWithC()
    {
        await using var flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        flow.Inner.MoveTo("2026-01-31 23:59");
        Assert.Equal(0, (await flow.RunCycleAsync()).Unreported);
        flow.Inner.MoveTo("2026-02-01 00:05");
        await using var twin = flow.Inner.Host.Twin();

        var reports = await Task.WhenAll(
            flow.RunCycleAsync(), twin.GetRequiredService<AssessmentCycleJob>().RunAsync(Cancellation));

        Assert.Equal(1, reports.Sum(report => report.Unreported));
        var number = await flow.ReadAsync(db => db.Cases.Select(file => file.Number).SingleAsync(Cancellation));
        await flow.PublishAsync(number);
        var result = await flow.ShowAsync("employer");
        Assert.Equal(("C", true), (result.Row.Grade, result.Row.IsUnreported));
        Assert.Contains(result.Grades[^1].Reasons, reason => reason.Key == "Assessment.NotReported");
        Assert.Equal(
            ["openedWithoutReport", "accepted", "figuresFrozen", "notReported"],
            (await flow.Inner.ShowAsync(number)).History.Take(4).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Firm_FromTheOpeningToOverdue_IsToldEachRungOnce()
    {
        await using var flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        var told = new List<string>();

        foreach (var now in new[]
        {
            "2026-01-05 10:00", "2026-01-06 10:00", "2026-01-21 10:00", "2026-01-28 10:00", "2026-01-31 10:00",
            "2026-02-01 10:00", "2026-02-02 10:00",
        })
        {
            flow.Inner.MoveTo(now);
            await flow.Inner.Host.Get<WatcherJob>().RunAsync(WatcherList.Report, cancellation: Cancellation);
            var rungs = await flow.ReadAsync(db => db.PaperNotices
                .Where(row => row.Watcher == WatcherList.Report && row.State == NoticeState.Told
                    && row.Party.StartsWith("firm"))
                .OrderBy(row => row.Id).Select(row => row.Rung).ToListAsync(Cancellation));
            told.Add(string.Join(' ', rungs));
        }

        Assert.Equal(
            ["open", "open", "open t-10", "open t-10 t-3", "open t-10 t-3 t-0", "open t-10 t-3 t-0 t+1",
             "open t-10 t-3 t-0 t+1"], told);
        var people = await flow.ReadAsync(db => db.Messages.CountAsync(
            message => message.Kind == MessageKind.Paper, Cancellation));
        Assert.Equal(6, people);
    }

    [Fact]
    public async Task Publicity_OverTheSpringFestival_EndsByTheCalendarOfTheRegion()
    {
        await using var flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        var number = await flow.ReportAsync();
        // 15 to 23 February are off; the Saturdays 14 and 28 are working days instead.
        flow.Inner.MoveTo("2026-02-12 09:00");
        await flow.PublishAsync(number);

        var result = await flow.ShowAsync("");

        Assert.Equal(new DateOnly(2026, 2, 28), result.Publicity!.DueOn);
        Assert.NotEmpty(result.Publicity.Explain(TextResources.English));
    }

    [Fact]
    public async Task Figures_OfTheReport_StayAsTheyWereWhenItCame()
    {
        await using var flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        Assert.True((await flow.ShowAsync("employer")).FiguresAreOfToday);
        await flow.ReportAsync();

        await flow.GiveAsync(AssessmentFlow.Firm, "YG", "2025-05-01", "2025-06-30");
        await flow.ChangeAsync(db => db.Certificates.Where(paper => paper.Kind == "YG").ExecuteUpdateAsync(
            set => set.SetProperty(paper => paper.Status, CertificateStatus.Revoked)
                .SetProperty(paper => paper.EndedOn, new DateOnly(2025, 7, 1)), Cancellation));

        var figures = (await flow.ShowAsync("employer")).Figures!;
        Assert.Equal(0m, figures[Figures.Revocations]);
        Assert.Null(figures[Figures.InsuranceRate]);
        Assert.Equal(2m, (await flow.ReadAsync(db => new FigureService(db).OfAsync(
            db.Enterprises.Single(row => row.UnifiedSocialCreditCode == AssessmentFlow.Firm).Id, 2025,
            Cancellation)))[Figures.Revocations]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("employer2")]
    [InlineData("worker")]
    public async Task Show_BeforeThePublication_IsForTheFirmAndTheOfficesOnly(string user)
    {
        await using var flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        await flow.ScoreAllAsync(await flow.ReportAsync());

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.ShowAsync(user));

        Assert.Equal("AssessmentUnknown", refusal.Sentence.Key);
        Assert.Empty((await flow.ShowAsync("employer")).Sheets);
        Assert.Equal(5, (await flow.ShowAsync("zone")).Sheets.Count);
    }
}
