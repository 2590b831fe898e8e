using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Tests.Assessments;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class AnnualAssessmentTests : IAsyncLifetime
{
    private AssessmentFlow flow = null!;
    private string number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await AssessmentFlow.StartAsync();
        await flow.OpenAsync();
        number = await flow.ReportAsync();
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Report_OfAFirm_GoesToFiveOfficesAtOnce()
    {
        var tasks = await flow.Inner.TasksAsync(number);

        Assert.Equal(
            AssessmentFlow.Scorers.Keys.Order(StringComparer.Ordinal),
            tasks.Select(task => task.DepartmentCode).Order(StringComparer.Ordinal));
        Assert.All(tasks, task => Assert.Equal(20, task.WorkingDays));
        Assert.Equal(AssessmentState.Scoring, (await flow.ShowAsync("zone")).State);
    }

    [Fact]
    public async Task Score_OfFourOffices_WaitsForTheFifth()
    {
        await flow.ScoreAllAsync(number, 100, "police");

        Assert.Equal(AssessmentState.Scoring, (await flow.ShowAsync("zone")).State);
        Assert.Equal("score-police", (await flow.Inner.OpenTaskAsync(number)).StepId);
    }

    [Theory]
    [InlineData(100, "A")]
    [InlineData(80, "B")]
    [InlineData(70, "C")]
    [InlineData(50, "D")]
    public async Task Result_WithoutAnObjection_IsFinalAfterThePeriod(int percent, string grade)
    {
        await flow.PublishAsync(number, percent);
        var published = await flow.ShowAsync("");
        flow.Inner.MoveTo("2026-01-14 18:00");
        Assert.Equal(0, (await flow.EndPublicityAsync()).Final);

        flow.Inner.MoveTo("2026-01-15 00:01");

        Assert.Equal((1, 0), ((await flow.EndPublicityAsync()).Final, (await flow.EndPublicityAsync()).Final));
        var result = await flow.ShowAsync("");
        Assert.Equal((AssessmentState.Publicity, grade), (published.State, published.Row.Grade));
        Assert.Equal((AssessmentState.Final, grade), (result.State, result.Row.Grade));
        Assert.Equal(new DateOnly(2026, 1, 14), result.Publicity!.DueOn);
        Assert.Equal(CaseStatus.Issued, (await flow.Inner.ShowAsync(number)).Status);
        Assert.False(result.IsInside);
        Assert.Empty(result.Sheets);
    }

    [Fact]
    public async Task Objection_Upheld_LetsTheOfficeScoreAgainAndKeepsTheHistory()
    {
        await flow.PublishAsync(number, 79);
        await flow.ObjectAsync("park-office");
        flow.Inner.MoveTo("2026-01-15 09:00");
        Assert.Equal(0, (await flow.EndPublicityAsync()).Final);

        await flow.Inner.DecideAsync(number, "hr-supervisor", "uphold", "异议属实");
        await flow.ScoreAsync(number, "park", AssessmentFlow.Sheet("park-office"));

        var result = await flow.ShowAsync("employer");
        Assert.Equal(["C", "B"], result.Grades.Select(row => row.Grade));
        var parks = result.Sheets.Where(sheet => sheet.Office == "park-office");
        Assert.Equal([1, 2], parks.Select(sheet => sheet.Version));
        Assert.True(Assert.Single(result.Objections).IsUpheld);
        Assert.Equal(1, (await flow.EndPublicityAsync()).Final);
        Assert.Equal("B", (await flow.ShowAsync("")).Row.Grade);
    }

    [Fact]
    public async Task Objection_Rejected_ChangesNothingAndAllowsAnotherInTime()
    {
        await flow.PublishAsync(number, 80);
        await flow.ObjectAsync("police");
        var second = await Assert.ThrowsAsync<RuleViolation>(() => flow.ObjectAsync("police"));

        await flow.Inner.DecideAsync(number, "hr-supervisor", "reject", "评分有据");

        Assert.Equal("ObjectionIsOpen", second.Sentence.Key);
        Assert.Equal(AssessmentState.Publicity, (await flow.ShowAsync("")).State);
        await flow.ObjectAsync("customs");
        Assert.Equal([false, null], (await flow.ShowAsync("employer")).Objections.Select(row => row.IsUpheld));
    }

    [Theory]
    [InlineData("2026-01-14 23:59", null)]
    [InlineData("2026-01-15 00:00", "PublicityOver")]
    public async Task Objection_OnTheLastDayAndAfterIt_IsTakenOrRefused(string now, string? refused)
    {
        await flow.PublishAsync(number);
        flow.Inner.MoveTo(now);

        var refusal = await Record.ExceptionAsync(() => flow.ObjectAsync("police"));

        Assert.Equal(refused, (refusal as RuleViolation)?.Sentence.Key);
    }

    [Theory]
    [InlineData("employer2", "ObjectionOfOthers")]
    [InlineData("zone", "ObjectionOfOthers")]
    public async Task Objection_OfSomebodyElse_IsRefused(string user, string reason)
    {
        await flow.PublishAsync(number);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.ObjectAsync("police", AssessmentFlow.Firm, user));

        Assert.Equal(reason, refusal.Sentence.Key);
    }

    [Theory]
    [InlineData("nothing", "sheet.order", "SheetIncomplete")]
    [InlineData("half", "sheet.registration", "SheetIncomplete")]
    [InlineData("twice", "sheet.order", "SheetIncomplete")]
    [InlineData("tooMany", "sheet.order", "SheetPoints")]
    [InlineData("negative", "sheet.order", "SheetPoints")]
    [InlineData("noReason", "sheet.order", "SheetReason")]
    [InlineData("unknown", "sheet.housing", "SheetCriterionUnknown")]
    public async Task Score_WithoutACompleteSheet_IsRefusedAndNothingIsKept(string what, string field, string key)
    {
        var sheet = AssessmentFlow.Sheet("police");
        switch (what)
        {
            case "nothing": sheet.Clear(); break;
            case "half": sheet.RemoveAt(1); break;
            case "twice": sheet.Add(sheet[0]); break;
            case "tooMany": sheet[0] = sheet[0] with { Points = 13 }; break;
            case "negative": sheet[0] = sheet[0] with { Points = -1 }; break;
            case "noReason": sheet[0] = sheet[0] with { Points = 3 }; break;
            default: sheet.Add(new ScoreLine("housing", 1, null)); break;
        }

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.ScoreAsync(number, "police", sheet));

        Assert.Equal(key, refusal.Errors[field][0].Key);
        Assert.Empty(await flow.ReadAsync(db => db.ScoreSheets.ToListAsync(Cancellation)));
        Assert.Equal(5, (await flow.Inner.TasksAsync(number)).Count(task => task.Status == ReviewTaskStatus.Open));
    }

    [Theory]
    [InlineData(AfterSendBack.ComeBack)]
    [InlineData(AfterSendBack.Again)]
    public async Task SendBack_OfASheet_TakesANewVersionAndGradesAnew(AfterSendBack then)
    {
        await flow.ScoreAllAsync(number);
        var confirm = await flow.Inner.OpenTaskAsync(number);
        await flow.Inner.Host.Work.RunAsync<SendBackService, Case>(
            await flow.Inner.ActorAsync("zone"),
            service => service.SendBackAsync(
                confirm.Id, new SendBackRequest("score-police", then, "请核实", confirm.Revision), Cancellation),
            Cancellation);

        var asked = await flow.Inner.OpenTaskAsync(number);
        var without = await Assert.ThrowsAsync<RuleViolation>(() => flow.ScoreAsync(number, "police", []));
        await flow.ScoreAsync(number, "police", AssessmentFlow.Sheet("police", 20));
        await flow.Inner.DecideAsync(number, "zone", "confirm", "同意");

        Assert.Equal(("score-police", "police"), (asked.StepId, asked.DepartmentCode));
        Assert.Contains("SheetIncomplete", without.Errors.Values.Select(errors => errors[0].Key));
        var result = await flow.ShowAsync("zone");
        Assert.Equal(["A", "C"], result.Grades.Select(grade => grade.Grade));
        Assert.Equal("C", result.Row.Grade);
        Assert.Equal([1, 2], await flow.ReadAsync(db => db.ScoreSheets.Where(sheet => sheet.Office == "police")
            .OrderBy(sheet => sheet.Version).Select(sheet => sheet.Version).ToListAsync(Cancellation)));
        Assert.Equal(4, await flow.ReadAsync(
            db => db.ScoreSheets.CountAsync(sheet => sheet.Office != "police", Cancellation)));
        Assert.Equal(AssessmentState.Publicity, result.State);
    }

    [Fact]
    public async Task Withdrawal_BeforeTheConfirmation_LetsTheFirmReportAgain()
    {
        await flow.ScoreAllAsync(number, 50);
        await flow.Inner.WithdrawAsync(number);
        Assert.Equal(AssessmentState.AwaitingReport, (await flow.ShowAsync("zone")).State);

        var again = await flow.ReportAsync();

        await flow.PublishAsync(again);
        Assert.Equal("A", (await flow.ShowAsync("")).Row.Grade);
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.Inner.WithdrawAsync(again));
        Assert.Equal("WithdrawAfterDecision", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Report_OfAFirmOutsideAnyPark_IsNotScoredByThePark()
    {
        await flow.GiveAsync(AssessmentFlow.Other, "YG", "2025-01-01", "2025-12-31");
        await flow.ChangeAsync(db => db.Enterprises
            .Where(firm => firm.UnifiedSocialCreditCode == AssessmentFlow.Other)
            .ExecuteUpdateAsync(set => set.SetProperty(firm => firm.ParkCode, (string?)null), Cancellation));
        await flow.ChangeAsync(async db => db.Assessments.Add(new Assessment
        {
            Year = AssessmentFlow.Year,
            EnterpriseId = (await db.Enterprises.SingleAsync(
                firm => firm.UnifiedSocialCreditCode == AssessmentFlow.Other, Cancellation)).Id,
            Papers = "",
        }));

        var other = await flow.ReportAsync("employer2");
        await flow.ScoreAllAsync(other, 100, "park-office");
        await flow.Inner.DecideAsync(other, "zone", "confirm", "同意");

        var result = await flow.ShowAsync("", AssessmentFlow.Other);
        Assert.Equal(("A", 100m), (result.Row.Grade, result.Row.Percent));
    }
}
