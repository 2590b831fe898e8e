using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Cases;

/// <summary>What the page of a case says a favourable decision would do.</summary>
public sealed class CaseEffectsTests : IAsyncLifetime
{
    private LabourFlow labour = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        labour = await LabourFlow.StartAsync();
        await labour.GivePermitPapersAsync();
    }

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Fact]
    public async Task Effect_OfTheParentThatIsMissing_LiftsWhatItHoldsUp()
    {
        var agreement = (await labour.PapersAsync("XY"))[0].Number;
        var permit = await labour.GiveAsync("WG", days: 120);
        await labour.ChangeAsync(async db =>
        {
            var paper = await db.Certificates.Include(row => row.Suspensions)
                .SingleAsync(row => row.Number == agreement, Cancellation);
            paper.Cancel(new CertificateAct(
                Actor.System, labour.Today, "测试", null, labour.Inner.Clock.GetUtcNow()));
        });
        var number = await labour.ApplyAsync("labour-agreement", "employer");

        var effect = await EffectAsync(number, "hr");

        Assert.Contains(effect!.Lifted, paper => paper.Number == permit && paper.From == labour.Today.AddDays(3));
        Assert.Empty(effect.Held);
    }

    [Fact]
    public async Task Effect_OfAChange_NamesTheFormerAndHoldsNothingUp()
    {
        var former = (await labour.PapersAsync("TL"))[0].Number;
        await labour.GiveAsync("WG", days: 120);
        var values = labour.Values("stay-permit");
        (values["matter"], values["previousNumber"]) = ("change", former);
        var number = await labour.ApplyAsync("stay-permit", "employer", values);

        var effect = await EffectAsync(number, "police");

        Assert.Equal((former, Succession.Change), (effect!.Former!.Paper.Number, effect.Former.How));
        Assert.Empty(effect.Lifted.Concat(effect.Held));
    }

    [Theory]
    [InlineData("employer2")]
    [InlineData("zone")]
    public async Task Effect_ForThoseWhoDoNotReadThePapers_IsNone(string user)
    {
        var number = await labour.ApplyAsync("health-check", "employer");

        Assert.Null(await EffectAsync(number, user));
    }

    private async Task<CaseEffect?> EffectAsync(string number, string user)
    {
        var actor = await labour.Inner.ActorAsync(user);
        await using var scope = labour.Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        var id = await scope.Get<AppDbContext>().Cases.Where(file => file.Number == number)
            .Select(file => file.Id).SingleAsync(Cancellation);
        return await scope.Get<CaseEffects>().OfAsync(id, Cancellation);
    }
}
