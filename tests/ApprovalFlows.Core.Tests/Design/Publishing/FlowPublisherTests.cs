using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

public sealed class FlowPublisherTests
{
    [Fact]
    public async Task Publish_WithAnError_IsRefusedAndRecorded()
    {
        await using var gate = await Gate.OpenAsync();
        var admin = await gate.Flow.ActorAsync("flow-admin");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            gate.SaveAsync(admin, new CertificateDraft().Disconnect("refused", "Done"), publish: true));

        Assert.Equal("Gate.Stops", refusal.Sentence.Key);
        var tried = Assert.Single(await gate.LogAsync(), row => row.Act == FlowAct.Refused);
        Assert.Equal((admin.UserId, admin.DisplayName, 2), (tried.ActorId!.Value, tried.ActorName, tried.Version));
        var kept = Assert.Single(
            RecordedFinding.Read(tried.Findings), finding => finding.Severity != Severity.Notice);
        Assert.Equal((Severity.Error, "Gate.Stops", "refused"), (kept.Severity, kept.Code, kept.StepId));
        Assert.Contains("(refused)", kept.Text.Vi, StringComparison.Ordinal);
        Assert.Equal(1, (await gate.LatestAsync()).Version);
    }

    [Fact]
    public async Task Publish_WithAWarningAndNoReason_IsRefusedAndSaysWhereToGiveOne()
    {
        await using var gate = await Gate.OpenAsync();
        var admin = await gate.Flow.ActorAsync("flow-admin");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            gate.SaveAsync(admin, WithAStray(), publish: true));

        Assert.Equal(
            ["Gate.Unreachable", "FlowNeedsReason"], refusal.Errors.Single().Value.Select(item => item.Key));
        Assert.Equal("/studio/flows/employer-certificate/publish", refusal.Errors.Single().Value[1].Args[0]);
    }

    [Fact]
    public async Task Publish_WithAWarningAndAReason_KeepsBoth()
    {
        await using var gate = await Gate.OpenAsync();
        var admin = await gate.Flow.ActorAsync("flow-admin");
        await gate.SaveAsync(admin, WithAStray());

        var published = await gate.PublishAsync(admin, " 下周接入 ");

        Assert.True(published.IsPublished);
        var kept = Assert.Single(await gate.LogAsync(), row => row.Act == FlowAct.Published && row.Version == 2);
        Assert.Equal(("下周接入", admin.UserId), (kept.Reason, kept.ActorId!.Value));
        Assert.Contains(RecordedFinding.Read(kept.Findings), finding => finding.Code == "Gate.Unreachable");
    }

    [Fact]
    public async Task Publish_OfWhatSomebodyElseChangedMeanwhile_IsRefused()
    {
        await using var gate = await Gate.OpenAsync();
        var admin = await gate.Flow.ActorAsync("flow-admin");
        var seen = await gate.SaveAsync(admin, new CertificateDraft());
        var revision = FlowEditor.RevisionOf(seen);
        await gate.SaveAsync(admin, new CertificateDraft().Days("re-check", 5));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            gate.PublishAsync(admin, null, revision));

        Assert.Equal("FlowEditedMeanwhile", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Publish_ByAReader_IsForbidden()
    {
        await using var gate = await Gate.OpenAsync();
        var auditor = await gate.Flow.ActorAsync("auditor");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            gate.PublishAsync(auditor));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    [Fact]
    public async Task Check_RetractAndRevert_AreRecorded()
    {
        await using var gate = await Gate.OpenAsync();
        var admin = await gate.Flow.ActorAsync("flow-admin");

        await gate.EditAsync(admin, editor => editor.RetractAsync(EmployerFlow.Flow));
        await gate.EditAsync(admin, editor => editor.RevertAsync(EmployerFlow.Flow, 1));

        Assert.Equal(
            [(FlowAct.Retracted, 1), (FlowAct.RolledBack, 1)],
            (await gate.LogAsync()).Select(row => (row.Act, row.Version)));
    }

    [Fact]
    public async Task Delete_OfAPublishedVersion_IsRecordedAsTakenBack()
    {
        await using var gate = await Gate.OpenAsync();
        var admin = await gate.Flow.ActorAsync("flow-admin");

        await gate.EditAsync(admin, editor => editor.DeleteAsync(EmployerFlow.Flow));

        var kept = Assert.Single(await gate.LogAsync());
        Assert.Equal((FlowAct.Retracted, 1), (kept.Act, kept.Version));
    }

    [Fact]
    public async Task Files_AtTheStart_AreRecordedWithoutAPerson()
    {
        await using var gate = await Gate.OpenAsync();
        using var folder = new TemporaryFolder();
        new FlowDraft("small").Then("Elsa.WriteLine", ("text", FlowDraft.Literal("x"))).SaveTo(folder.Path);

        await gate.LoadAsync(folder.Path);

        var kept = Assert.Single(await gate.LogAsync());
        Assert.Equal(("small", FlowAct.Published), (kept.DefinitionId, kept.Act));
        Assert.Equal((null, null), (kept.ActorId, kept.ActorName));
    }

    private static CertificateDraft WithAStray() =>
        new CertificateDraft().Add(CertificateDraft.Step("note", "Elsa.WriteLine"));
}
