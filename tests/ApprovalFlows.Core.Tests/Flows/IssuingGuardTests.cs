using System.Text.Json.Nodes;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>No certificate without approval and filing number [D§5], however a flow is drawn.</summary>
public sealed class IssuingGuardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flow_RedrawnToIssueAfterAcceptance_IsRefusedAndChangesNothing()
    {
        using var folder = new TemporaryFolder();
        await DrawAsync(folder, source: "accepted", target: "issue");
        await using var flow = await EmployerFlow.StartAsync(directory: folder.Path);
        var number = await flow.SubmitAsync();
        var before = await flow.ShowAsync(number);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.DecideAsync(number, "window", "accept"));

        Assert.Equal("IssueBeforeApproval", refusal.Sentence.Key);
        await MustBeUnchangedAsync(flow, number, before);
    }

    [Theory]
    [InlineData("window")]
    [InlineData("re-check")]
    [InlineData("approval")]
    public async Task Issue_CalledBeforeApproval_IsRefused(string step)
    {
        await using var flow = await EmployerFlow.StartAsync();
        var number = await flow.SubmitAndPassToAsync("R1", step);
        var before = await flow.ShowAsync(number);
        var instance = (await flow.OpenTaskAsync(number)).InstanceId;

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            flow.Host.Work.RunAsync<IssuingService, Certificate>(
                null, service => service.IssueAsync(instance, "YG", 12, Cancellation), Cancellation));

        Assert.Equal("IssueBeforeApproval", refusal.Sentence.Key);
        await MustBeUnchangedAsync(flow, number, before);
    }

    [Theory]
    [InlineData(2, "2027-03-15")]
    [InlineData(400, "2027-03-15")]
    [InlineData(30, "2026-04-15")]
    public async Task Certificate_ValidityPeriod_IsAYearAndNeverBeyondWhatWasAppliedFor(
        int daysAppliedFor, string validTo)
    {
        await using var flow = await EmployerFlow.StartAsync("2026-03-16 09:00");
        var values = flow.Values();
        var today = new DateOnly(2026, 3, 16);
        values["periodStart"] = ApplicationValues.Iso(today);
        values["periodEnd"] = ApplicationValues.Iso(
            daysAppliedFor == 2 ? today.AddYears(2) : today.AddDays(daysAppliedFor));

        var file = await flow.PassToTheEndAsync(await flow.SubmitAsync(values));

        var paper = await flow.Host.ReadAsync<AppDbContext, Certificate>(db =>
            db.Certificates.SingleAsync(row => row.Number == file.CertificateNumber, Cancellation));
        Assert.Equal(today, paper.ValidFrom);
        Assert.Equal(validTo, ApplicationValues.Iso(paper.ValidTo));
    }

    [Fact]
    public async Task Issue_AfterThePeriodAppliedForIsOver_IsValidOnThatDayOnly()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-03-16 09:00");
        var values = flow.Values();
        values["periodStart"] = "2026-03-17";
        values["periodEnd"] = "2026-03-20";
        var number = await flow.SubmitAsync(values);
        await flow.PassToAsync(number, "issuance");
        flow.MoveTo("2026-03-23 09:00");

        await flow.PassAsync(number);

        var paper = await flow.Host.ReadAsync<AppDbContext, Certificate>(
            db => db.Certificates.SingleAsync(row => row.CaseId != null, Cancellation));
        Assert.Equal((new DateOnly(2026, 3, 23), paper.ValidFrom), (paper.ValidFrom, paper.ValidTo));
    }

    [Fact]
    public async Task Numbers_OfANewYear_BeginWithOne()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-12-28 09:00");
        await flow.PassToTheEndAsync(await flow.SubmitAsync());
        var over = await flow.SubmitAsync();
        flow.MoveTo("2027-01-04 09:00");

        var first = await flow.PassToTheEndAsync(over);
        var number = await flow.SubmitAsync();

        Assert.Equal("东试备〔2027〕1号", first.FilingNumber);
        Assert.StartsWith("450681YG202700001", first.CertificateNumber, StringComparison.Ordinal);
        Assert.Equal("YG-2027-000001", number);
    }

    private static async Task MustBeUnchangedAsync(EmployerFlow flow, string number, CaseView before)
    {
        var after = await flow.ShowAsync(number);
        Assert.Equal(
            (before.Status, before.Revision, before.History.Count, before.Steps.Count),
            (after.Status, after.Revision, after.History.Count, after.Steps.Count));
        Assert.Equal(0, await flow.Host.ReadAsync<AppDbContext, int>(db =>
            db.Certificates.CountAsync(row => row.CaseId != null, Cancellation)));
    }

    private static async Task DrawAsync(TemporaryFolder folder, string source, string target)
    {
        var path = RepositoryFiles.PathOf("workflows/employer-certificate.json");
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(path, Cancellation))!;
        var line = definition["root"]!["connections"]!.AsArray()
            .Single(connection => (string?)connection!["source"]!["activity"] == source)!;
        line["target"]!["activity"] = target;
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "employer-certificate.json"), definition.ToJsonString(), Cancellation);
    }
}
