using System.Text.RegularExpressions;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>Every outcome of every step of workflows/employer-certificate.json, on both routes.</summary>
public sealed partial class EmployerCertificateTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync();

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Theory]
    [InlineData("R1", "window,re-check,approval,issuance")]
    [InlineData("R2", "window,initial-review,re-check,approval,issuance")]
    public async Task Route_EveryStepFavourable_EndsWithACertificate(string route, string steps)
    {
        var number = await flow.SubmitAsync(route);

        var file = await flow.PassToTheEndAsync(number);

        Assert.Equal(steps.Split(','), file.Steps.Select(step => step.StepId));
        Assert.All(file.Steps, step => Assert.Equal("done", step.Status));
        Assert.Equal(CaseStatus.Issued, file.Status);
        Assert.NotNull(file.CertificateNumber);
        Assert.NotNull(file.FilingNumber);
        Assert.Null(file.Remedy);
        Assert.Equal(WorkflowSubStatus.Finished, (await InstanceAsync(number)).SubStatus);
        Assert.Empty(await BookmarksAsync(number));
    }

    [Theory]
    [InlineData("R1", "window", "accept", CaseStatus.InReview, "re-check")]
    [InlineData("R2", "window", "accept", CaseStatus.InReview, "initial-review")]
    [InlineData("R2", "initial-review", "approve", CaseStatus.InReview, "re-check")]
    [InlineData("R1", "re-check", "approve", CaseStatus.InReview, "approval")]
    [InlineData("R2", "re-check", "approve", CaseStatus.InReview, "approval")]
    [InlineData("R1", "approval", "approve", CaseStatus.Approved, "issuance")]
    [InlineData("R2", "approval", "approve", CaseStatus.Approved, "issuance")]
    public async Task Step_Favourable_LeadsToTheNext(
        string route, string step, string outcome, CaseStatus status, string next)
    {
        var number = await flow.SubmitAndPassToAsync(route, step);

        await flow.DecideAsync(number, Steps.UserOf(step), outcome, "同意");

        Assert.Equal(status, await flow.StatusAsync(number));
        var decided = Assert.Single(await flow.TasksAsync(number), task => task.StepId == step);
        Assert.Equal((ReviewTaskStatus.Decided, outcome, "同意"), (decided.Status, decided.Outcome, decided.Opinion));
        Assert.Equal(next, (await flow.OpenTaskAsync(number)).StepId);
    }

    [Theory]
    [InlineData("R1", "window", "notAccept", CaseStatus.NotAccepted)]
    [InlineData("R2", "window", "notAccept", CaseStatus.NotAccepted)]
    [InlineData("R2", "initial-review", "refuse", CaseStatus.Refused)]
    [InlineData("R1", "re-check", "refuse", CaseStatus.Refused)]
    [InlineData("R2", "re-check", "refuse", CaseStatus.Refused)]
    [InlineData("R1", "approval", "refuse", CaseStatus.Refused)]
    [InlineData("R2", "approval", "refuse", CaseStatus.Refused)]
    public async Task Step_Refused_ClosesTheCaseWithReasonAndRemedy(
        string route, string step, string outcome, CaseStatus status)
    {
        var number = await flow.SubmitAndPassToAsync(route, step);

        await flow.DecideAsync(number, Steps.UserOf(step), outcome, "住宿不足");

        var file = await flow.ShowAsync(number);
        Assert.Equal((status, "住宿不足"), (file.Status, file.ClosingReason));
        Assert.Equal("RemedyClause", file.Remedy?.Key);
        Assert.NotNull(file.ClosedAt);
        Assert.Null(file.CertificateNumber);
        Assert.DoesNotContain(await flow.TasksAsync(number), task => task.Status == ReviewTaskStatus.Open);
        Assert.Equal(WorkflowStatus.Finished, (await InstanceAsync(number)).Status);
        Assert.Empty(await BookmarksAsync(number));
    }

    [Theory]
    [InlineData("R1", "window")]
    [InlineData("R2", "window")]
    [InlineData("R2", "initial-review")]
    [InlineData("R1", "re-check")]
    [InlineData("R2", "re-check")]
    [InlineData("R1", "approval")]
    [InlineData("R2", "approval")]
    public async Task Step_ReturnedTwiceInARow_GoesBackToWhoAskedAndOnToTheEnd(string route, string step)
    {
        var number = await flow.SubmitAndPassToAsync(route, step);
        var park = route == "R2" ? "asean-zone" : "jiangping";

        for (var round = 1; round <= 2; round++)
        {
            await flow.DecideAsync(number, Steps.UserOf(step), "return", $"第{round}次补正");
            Assert.Equal(CaseStatus.CorrectionRequested, await flow.StatusAsync(number));
            Assert.DoesNotContain(await flow.TasksAsync(number), task => task.Status == ReviewTaskStatus.Open);

            var values = flow.Values(park);
            values["beds"] = 40 + round;
            await flow.CorrectAsync(number, values);
            Assert.Equal(step, (await flow.OpenTaskAsync(number)).StepId);
        }

        var file = await flow.PassToTheEndAsync(number);
        Assert.Equal(CaseStatus.Issued, file.Status);
        Assert.Equal(["第1次补正", "第2次补正"], file.Corrections.Select(asked => asked.Opinion));
        Assert.Equal([32, 41], file.Corrections.Select(asked => asked.ValuesBefore.GetProperty("beds").GetInt32()));
        Assert.Equal(42, file.Values.GetProperty("beds").GetInt32());
        Assert.All(file.Corrections, asked => Assert.NotNull(asked.ResubmittedAt));
    }

    [Fact]
    public async Task Return_AtEveryTier_StillEndsWithACertificate()
    {
        var number = await flow.SubmitAsync("R2");

        foreach (var step in Steps.Of("R2").Where(step => step != "issuance"))
        {
            await flow.DecideAsync(number, Steps.UserOf(step), "return");
            await flow.CorrectAsync(number);
            await flow.PassAsync(number);
        }

        await flow.PassAsync(number);
        Assert.Equal(CaseStatus.Issued, await flow.StatusAsync(number));
    }

    [Theory]
    [InlineData("R1", "submitted,accepted,reviewed,approved,issued")]
    [InlineData("R2", "submitted,accepted,reviewed,reviewed,approved,issued")]
    public async Task Audit_OfAWholeCase_TellsWhoDidWhatByWhichRule(string route, string actions)
    {
        var number = await flow.SubmitAsync(route);

        var file = await flow.PassToTheEndAsync(number);

        Assert.Equal(actions.Split(','), file.History.Select(entry => entry.Action));
        Assert.Equal(Enumerable.Range(1, file.History.Count), file.History.Select(entry => entry.Sequence));
        Assert.All(file.History, entry => Assert.False(string.IsNullOrEmpty(entry.Rule)));
        Assert.Equal("示例食品加工（企业经办人）", file.History[0].Actor);
        Assert.Equal("中心窗口工作人员", file.History[1].Actor);
        Assert.Equal("市人社局发证人员", file.History[^1].Actor);
    }

    [Fact]
    public async Task Audit_OfAReturn_KeepsReasonAndResubmission()
    {
        var number = await flow.SubmitAndPassToAsync("R2", "initial-review");

        await flow.DecideAsync(number, "dongxing", "return", "缺安全管理制度");
        await flow.CorrectAsync(number);
        await flow.DecideAsync(number, "dongxing", "refuse", "不符合条件");

        var history = (await flow.ShowAsync(number)).History;
        Assert.Equal(
            ["submitted", "accepted", "correctionRequested", "resubmitted", "refused"],
            history.Select(entry => entry.Action));
        Assert.Equal("缺安全管理制度", history[2].Reason);
        Assert.Equal(("不符合条件", "东兴市初审人员"), (history[4].Reason, history[4].Actor));
    }

    [Fact]
    public async Task Journal_OfAWholeCase_HasNoGap()
    {
        var number = await flow.SubmitAsync("R2");
        await flow.PassToTheEndAsync(number);
        var instance = await InstanceAsync(number);

        var journal = await flow.Host.ReadAsync<IWorkflowStore, IReadOnlyList<JournalEntry>>(
            store => store.ReadJournalAsync(instance.Id, 0, 10_000, Cancellation));

        Assert.NotEmpty(journal);
        Assert.Equal(Enumerable.Range(0, journal.Count).Select(n => (long)n), journal.Select(e => e.Sequence));
        Assert.Equal(number, instance.CorrelationId);
        Assert.Equal(0, instance.IncidentCount);
    }

    [Fact]
    public async Task Certificate_OfACase_CarriesNumberFilingAndHolder()
    {
        var first = await flow.PassToTheEndAsync(await flow.SubmitAsync("R2"));
        var second = await flow.PassToTheEndAsync(await flow.SubmitAsync("R1"));

        Assert.True(CertificateNumber.Check(first.CertificateNumber!).IsValid);
        Assert.StartsWith("450681YG202600001", first.CertificateNumber, StringComparison.Ordinal);
        Assert.StartsWith("450681YG202600002", second.CertificateNumber, StringComparison.Ordinal);
        Assert.Equal(("东试备〔2026〕1号", "东试备〔2026〕2号"), (first.FilingNumber, second.FilingNumber));
        Assert.Matches(DocumentNumber(), first.FilingNumber!);
        Assert.Equal(("YG-2026-000001", "YG-2026-000002"), (first.Number, second.Number));
        var paper = await PaperAsync(first.CertificateNumber!);
        Assert.Equal(
            ("东兴示例食品加工有限公司", "91450681MA0TEXT12B", "hr-bureau", first.FilingNumber),
            (paper.HolderName, paper.HolderCode, paper.IssuerDepartmentCode, paper.FilingNumber));
    }

    [GeneratedRegex("^[\\u4e00-\\u9fff]{2,12}〔(19|20)\\d{2}〕[1-9]\\d*号$")]
    private static partial Regex DocumentNumber();

    private Task<Certificate> PaperAsync(string number) => flow.Host.ReadAsync<AppDbContext, Certificate>(
        db => db.Certificates.AsNoTracking().SingleAsync(paper => paper.Number == number, Cancellation));

    private async Task<StoredInstance> InstanceAsync(string number) =>
        await flow.Host.ReadAsync<AppDbContext, StoredInstance>(db => db.WorkflowInstances.AsNoTracking()
            .Where(row => db.Cases.Any(file => file.Number == number && file.InstanceId == row.Id))
            .SingleAsync(Cancellation));

    private async Task<IReadOnlyList<StoredBookmark>> BookmarksAsync(string number)
    {
        var instance = await InstanceAsync(number);
        return await flow.Host.ReadAsync<IWorkflowStore, IReadOnlyList<StoredBookmark>>(store =>
            store.FindBookmarksAsync(new BookmarkFilter { InstanceId = instance.Id }, Cancellation));
    }
}
