using System.Text.Json.Nodes;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Cases;

public sealed class DraftServiceTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync();

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Save_Twice_KeepsTheLaterWithItsFiles()
    {
        await SaveAsync("employer", "first");
        await SaveAsync("employer", "second");

        var kept = (await FindAsync("employer"))!.Value.Content;

        Assert.Equal("second", kept.Values.GetProperty("enterpriseName").GetString());
        Assert.Equal(5, kept.Attachments.Count);
    }

    [Fact]
    public async Task Find_DraftOfAnotherPerson_FindsNothing()
    {
        await SaveAsync("employer", "mine");

        Assert.Null(await FindAsync("employer2"));
    }

    [Fact]
    public async Task Submit_WithADraft_ForgetsIt()
    {
        await SaveAsync("employer", "draft");

        await flow.SubmitAsync();

        Assert.Null(await FindAsync("employer"));
    }

    [Fact]
    public async Task Save_TooLong_IsRefusedAndKeepsTheEarlier()
    {
        await SaveAsync("employer", "short");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            SaveAsync("employer", new string('x', DraftService.MaxLength)));

        Assert.Equal("DraftTooLarge", Assert.Single(refusal.Errors["values"]).Key);
        Assert.Equal("short", (await FindAsync("employer"))!.Value.Content
            .Values.GetProperty("enterpriseName").GetString());
    }

    private async Task SaveAsync(string user, string name)
    {
        var content = await flow.WithFilesAsync(new JsonObject { ["enterpriseName"] = name }, user);
        await flow.Host.Work.RunAsync<DraftService, DateTimeOffset>(
            await flow.ActorAsync(user),
            service => service.SaveAsync(EmployerFlow.Flow, content, Cancellation),
            Cancellation);
    }

    private async Task<(Submission Content, DateTimeOffset SavedAt)?> FindAsync(string user)
    {
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<DraftService>().FindAsync(EmployerFlow.Flow, Cancellation);
    }
}
