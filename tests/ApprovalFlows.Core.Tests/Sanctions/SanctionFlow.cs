using System.Text.Json.Nodes;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Sanctions;

/// <summary>Orders and clear-outs against the demo employer, on the shipped flows.</summary>
internal sealed class SanctionFlow(LabourFlow labour) : IAsyncDisposable
{
    public LabourFlow Labour => labour;

    public EmployerFlow Inner => labour.Inner;

    public CoreHost Host => labour.Inner.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SanctionFlow> StartAsync(DatabaseKind? kind = null, string now = "2026-03-02 09:00")
    {
        var flow = new SanctionFlow(await LabourFlow.StartAsync(kind ?? CoreHost.ConfiguredKind));
        flow.Inner.MoveTo(now);
        return flow;
    }

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    public Task<string> OrderAsync(string? dueOn = null, string user = "hr", string? source = null)
    {
        var values = labour.Values("rectification");
        values.Remove("dueOn");
        if (source is not null) values["sourceNumber"] = source;
        if (dueOn is not null) values["dueOn"] = dueOn;
        return OpenAsync("rectification", user, values);
    }

    public Task<string> ProposeAsync(
        string ground = "grave-breach", string? source = null, string user = "hr", string investigators = "无")
    {
        var values = labour.Values("clear-out");
        (values["ground"], values["investigators"]) = (ground, investigators);
        if (source is not null) values["sourceNumber"] = source;
        return OpenAsync("clear-out", user, values);
    }

    public Task<string> OpenAsync(string flow, string user, JsonObject values) =>
        labour.ApplyAsync(flow, user, values, without: "evidence");

    /// <summary>Decides step by step: "window:served zone:agree".</summary>
    public Task WalkAsync(string number, string decisions) => labour.WalkAsync(number, decisions);

    public Task AnswerAsync(
        string number, string text = "已经改正", bool wantsHearing = false, string user = "employer") =>
        RunAsync<EnterpriseAnswers>(user, answers => answers.AnswerAsync(
            number, new EnterpriseAnswer(text, wantsHearing, []), Cancellation));

    public Task AskExtensionAsync(string number, string until, string user = "employer") =>
        RunAsync<EnterpriseAnswers>(user, answers => answers.AskExtensionAsync(
            number, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), "材料在外地", Cancellation));

    public Task AnnounceAsync(
        string number, string heldAt, string chair = "hr-issuer", string user = "hr-supervisor") =>
        RunAsync<HearingService>(user, hearings => hearings.AnnounceAsync(
            number, new HearingPlan(EmployerFlow.At(heldAt), "市人社局三楼", chair), Cancellation));

    public Task RecordAsync(string number, string user = "hr-issuer") =>
        RunAsync<HearingService>(user, hearings => hearings.RecordAsync(number, "各方陈述如下", Cancellation));

    public Task ConfirmAsync(string number, string? remark = null, string user = "employer") =>
        RunAsync<HearingService>(user, hearings => hearings.ConfirmAsync(number, remark, Cancellation));

    /// <summary>A decision against the firm that was served, after a waiver.</summary>
    public async Task<string> ClearOutAsync(string outcome = "clearOut")
    {
        var number = await ProposeAsync();
        await WalkAsync(number, "window:served");
        await AnswerAsync(number, "没有意见");
        await WalkAsync(number, $"zone:agree zone-leader:{outcome}");
        return number;
    }

    public async Task RunAsync<TService>(string user, Func<TService, Task> work)
        where TService : notnull =>
        await Host.Work.RunAsync(await Inner.ActorAsync(user), work, Cancellation);

    public async Task<TResult> AskAsync<TService, TResult>(string user, Func<TService, Task<TResult>> ask)
        where TService : notnull
    {
        var actor = await Inner.ActorAsync(user);
        await using var scope = Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await ask(scope.Get<TService>());
    }

    public Task<Proceeding> ProceedingAsync(string number) => Host.ReadAsync<AppDbContext, Proceeding>(
        db => db.Proceedings.AsNoTracking().SingleAsync(row => row.CaseNumber == number, Cancellation));

    public Task<Sanction?> SanctionAsync(string number) => Host.ReadAsync<AppDbContext, Sanction?>(
        db => db.Sanctions.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == number, Cancellation));

    public Task<CaseView> ShowAsync(string number, string user = "employer") => labour.ShowAsync(number, user);

    public Task<ReviewTask> OpenTaskAsync(string number) => Inner.OpenTaskAsync(number);

    public Task<Paged<PublicSanction>> ListAsync() => Host.ReadAsync<SanctionList, Paged<PublicSanction>>(
        list => list.PublicAsync(1, 20, Cancellation));

    public async Task<IReadOnlyList<string>> ActionsAsync(string number) =>
        [.. (await ShowAsync(number)).History.Select(entry => entry.Action)];
}
