using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlows.Core.Tests.Flows.ApplicationValues;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>Every kind of certificate with every matter, and how it comes out.</summary>
public abstract class MatterTests(DatabaseKind kind) : IAsyncLifetime
{
    private const int PreviousDays = 140;
    private const int NextDays = 170;
    private LabourFlow labour = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await labour.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Matter_OfEveryKind_ComesOutAsTheTableSays()
    {
        foreach (var of in Life.All)
            foreach (var matter in new[] { Matter.Renewal, Matter.Change, Matter.Replacement })
                await PlayAsync(of, matter);
    }

    [Fact]
    public async Task Renewal_OnTheLastDayInTimeAndTheDayAfter_IsInTimeAndLate()
    {
        var of = Life.Of("LW");
        foreach (var (days, isLate) in new[] { (30, false), (29, true), (0, true) })
        {
            var previous = await BeginAsync(of, days);

            var number = await ApplyAsync(of, Matter.Renewal, previous);

            var file = await labour.ShowAsync(number, of.User);
            Assert.Equal(isLate, file.History.Any(entry => entry.Action == "warned"));
            await labour.Inner.WithdrawAsync(number, user: of.User);
        }
    }

    [Fact]
    public async Task Renewal_DecidedAfterTheEnd_BeginsOnThatDay()
    {
        var of = Life.Of("LW");
        var previous = await BeginAsync(of, days: 3);
        var number = await ApplyAsync(of, Matter.Renewal, previous);
        labour.Inner.MoveTo("2026-03-06 09:00");

        await labour.WalkAsync(number, of.Approve);

        Assert.Equal(labour.Today, (await labour.PapersAsync("LW"))[^1].ValidFrom);
    }

    [Theory]
    [InlineData("expired", Matter.Renewal, "Fact.PreviousEnded")]
    [InlineData("expired", Matter.Change, "Fact.PreviousEnded")]
    [InlineData("suspended", Matter.Renewal, "Fact.PreviousSuspended")]
    [InlineData("suspended", Matter.Replacement, "Fact.PreviousSuspended")]
    [InlineData("revoked", Matter.Replacement, "Fact.PreviousEnded")]
    [InlineData("used", Matter.Renewal, "Fact.StayUsedToTheEnd")]
    [InlineData("foreign", Matter.Change, "Fact.PreviousUnknown")]
    public async Task Apply_ForAPaperInThisState_IsRefused(string state, string matter, string key)
    {
        var of = Life.Of("TL");
        var previous = await BeginAsync(of, days: state == "used" ? 180 : PreviousDays);
        await labour.ChangeAsync(async db =>
        {
            var paper = await db.Certificates.Include(row => row.Suspensions)
                .SingleAsync(row => row.Number == previous, Cancellation);
            var act = new CertificateAct(Actor.System, labour.Today, "测试", null, labour.Inner.Clock.GetUtcNow());
            if (state == "suspended") paper.Suspend(act);
            if (state == "revoked") paper.Revoke(act);
            if (state == "foreign") paper.WorkerId = null;
        });
        if (state == "expired") labour.Inner.Clock.Advance(TimeSpan.FromDays(PreviousDays + 1));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ApplyAsync(of, matter, previous));

        Assert.Equal(key, refusal.Errors["previousNumber"][0].Key);
    }

    [Fact]
    public async Task Change_OfAnAgreement_DoesNotMakeItLonger()
    {
        var of = Life.Of("XY");
        var previous = await BeginAsync(of);
        var values = ValuesOf(of, Matter.Change, previous);
        values["periodEnd"] = Iso(labour.Today.AddDays(PreviousDays + 1));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(of.Flow, of.User, values));

        Assert.Equal("Fact.KeepsEnd", refusal.Errors["periodEnd"][0].Key);
    }

    [Fact]
    public async Task Renewal_OfAStay_NeverLastsLongerThan180DaysFromTheFirstEntry()
    {
        var of = Life.Of("TL");
        var previous = await BeginAsync(of);
        var values = ValuesOf(of, Matter.Renewal, previous);
        (values["entryTime"], values["stayDays"]) = ($"{Iso(labour.Today)}T08:00:00+08:00", 180);

        await labour.WalkAsync(await labour.ApplyAsync(of.Flow, of.User, values), of.Approve);

        Assert.Equal(labour.Today.AddDays(180), (await labour.PapersAsync("TL"))[^1].ValidTo);
    }

    [Fact]
    public async Task Move_OfAWorker_EndsTheFormerRegistration()
    {
        foreach (var (change, status) in new[]
            { ("arrival", CertificateStatus.Valid), ("move", CertificateStatus.Replaced) })
        {
            await ClearAsync();
            var former = await labour.GiveAsync("ZD", days: 20);
            var values = labour.Values("residence-registration");
            values["event"] = change;

            await labour.WalkAsync(
                await labour.ApplyAsync("residence-registration", "employer", values), "station:register");

            var papers = await labour.PapersAsync("ZD");
            Assert.Equal(status, papers.Single(paper => paper.Number == former).Status);
            Assert.Equal(labour.Today.AddDays(60), papers.Single(paper => paper.Number != former).ValidTo);
        }
    }

    private async Task PlayAsync(Life of, string matter)
    {
        var previous = await BeginAsync(of);
        foreach (var (end, status) in new[]
            { (of.Refuse, CaseStatus.Refused), ("withdraw", CaseStatus.Withdrawn), (of.Approve, CaseStatus.Issued) })
        {
            var number = await ApplyAsync(of, matter, previous);
            await MustRefuseAsync(of, matter, previous, "Fact.PreviousAppliedFor");
            if (status == CaseStatus.Withdrawn) await labour.Inner.WithdrawAsync(number, user: of.User);
            else await labour.WalkAsync(number, end);

            Assert.Equal(status, (await labour.ShowAsync(number, of.User)).Status);
            if (status == CaseStatus.Issued) continue;
            Assert.False(Assert.Single(await labour.PapersAsync(of.Kind)).IsEnded);
        }

        await MustFollowAsync(of, matter, previous);
        await MustRefuseAsync(
            of, matter, previous, matter == Matter.Renewal ? "Fact.PreviousRenewed" : "Fact.PreviousEnded");
    }

    private async Task MustFollowAsync(Life of, string matter, string previous)
    {
        var isRenewal = matter == Matter.Renewal;
        var papers = await labour.PapersAsync(of.Kind);
        var (former, next) = (
            papers.Single(row => row.Number == previous), papers.Single(row => row.Number != previous));
        Assert.Equal(former.Id, next.PreviousId);
        Assert.Equal(isRenewal ? former.ValidTo.AddDays(1) : labour.Today, next.ValidFrom);
        Assert.Equal(isRenewal, next.ValidTo > former.ValidTo);
        if (!isRenewal) Assert.Equal(former.ValidTo, next.ValidTo);
        var expected = isRenewal ? CertificateStatus.Valid : CertificateStatus.Replaced;
        Assert.Equal((expected, isRenewal ? null : next.ValidFrom), (former.Status, former.EndedOn));

        var entries = await labour.Inner.Host.ReadAsync<AppDbContext, List<CertificateEntry>>(db =>
            db.CertificateEntries.Where(entry => entry.CertificateId == former.Id).ToListAsync(Cancellation));
        var entry = Assert.Single(entries);
        Assert.Equal((isRenewal ? "renewed" : "replaced", next.Number), (entry.Act, entry.Reason));
        Assert.Equal((next.ValidFrom, next.CaseId), (entry.From, entry.CaseId));
        await MustBeKnownAsync(former, next, isRenewal);
    }

    // The public page says at once which of the two counts, and the board of the worker has no gap.
    private async Task MustBeKnownAsync(Certificate former, Certificate next, bool isRenewal)
    {
        var checks = new List<CertificateState>();
        foreach (var number in new[] { former.Number, next.Number })
            checks.Add((await labour.Inner.Host.ReadAsync<CertificateService, CertificateCheck?>(
                service => service.VerifyAsync(number, Cancellation)))!.Status);
        Assert.Equal(isRenewal ? CertificateState.NotYetValid : CertificateState.Replaced, checks[isRenewal ? 1 : 0]);
        if (former.WorkerId is not { } worker) return;

        await using var scope = labour.Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = await labour.Inner.ActorAsync("window");
        var board = (await scope.Get<PapersService>().BoardAsync(worker, Cancellation)).Board;
        var slot = board.Slots.Single(row => row.Slot.Kinds.Contains(next.Kind));
        Assert.True(slot.IsGood, $"{next.Kind}: {slot.State}");
        Assert.Equal(next.ValidTo, slot.End);
    }

    private async Task<string> BeginAsync(Life of, int days = PreviousDays)
    {
        await ClearAsync();
        if (of.Kind == "WG") await labour.GivePermitPapersAsync();
        else if (CertificateKinds.Find(of.Kind)!.Holder == HolderKind.Worker)
            await labour.GiveAsync("YG", contents: """{ "headcount": 5 }""");
        return await labour.GiveAsync(
            of.Kind, days: days, contents: """{ "headcount": 5, "posts": [{ "code": "A1" }] }""",
            areas: of.Kind == "TL" ? "450681" : null,
            enterprise: of.User == "agency" ? "91450681MA0TEXT47X" : "91450681MA0TEXT12B");
    }

    private Task<string> ApplyAsync(Life of, string matter, string previous) =>
        labour.ApplyAsync(of.Flow, of.User, ValuesOf(of, matter, previous));

    private async Task MustRefuseAsync(Life of, string matter, string previous, string key)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ApplyAsync(of, matter, previous));

        Assert.Contains(refusal.Errors["previousNumber"], sentence => sentence.Key == key);
    }

    private JsonObject ValuesOf(Life of, string matter, string previous)
    {
        var values = labour.Values(of.Flow);
        (values["matter"], values["previousNumber"]) = (matter, previous);
        if (of.Kind is not ("WG" or "XY")) return values;
        values["periodStart"] = Iso(labour.Today);
        values["periodEnd"] = Iso(labour.Today.AddDays(matter == Matter.Renewal ? NextDays : PreviousDays));
        if (of.Kind == "XY") values["firstWorkDay"] = Iso(labour.Today);
        return values;
    }

    private Task ClearAsync() => labour.ChangeAsync(db =>
        db.Certificates.Where(paper => paper.Kind != "TX").ExecuteDeleteAsync(Cancellation));

    private sealed record Life(string Kind, string Flow, string User, string Approve, string Refuse)
    {
        public static IReadOnlyList<Life> All { get; } =
        [
            new("YG", "employer-certificate", "employer",
                "window:accept hr:approve zone:approve hr-issuer:issue", "window:accept hr:refuse"),
            new("LW", "labour-service-licence", "agency",
                "window:accept hr:approve zone:approve hr-issuer:issue", "window:accept hr:refuse"),
            new("WG", "worker-permit", "employer",
                "window:accept hr:approve hr-issuer:issue", "window:accept hr:refuse"),
            new("TL", "stay-permit", "employer",
                "police-window:accept police:grant", "police-window:accept police:refuse"),
            new("XY", "labour-agreement", "employer", "worker:confirm hr:register", "worker:confirm hr:refuse"),
        ];

        public static Life Of(string kind) => All.Single(life => life.Kind == kind);
    }
}

public sealed class SqliteMatterTests() : MatterTests(DatabaseKind.Sqlite);

public sealed class PostgresMatterTests : MatterTests
{
    public PostgresMatterTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
