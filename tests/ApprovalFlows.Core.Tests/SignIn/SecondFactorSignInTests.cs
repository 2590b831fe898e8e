using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>The code beside the password: taken once, on all nodes together, and counted when it is wrong.</summary>
public sealed class SecondFactorSignInTests(SecondFactorDesks desks) : IClassFixture<SecondFactorDesks>
{
    private const string Wrong = "000000";

    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_RightPasswordWithoutACode_BeginsNoSessionAndGivesATicket(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();

        var first = await person.EnterAsync(code: null);
        var before = await SessionsAsync(desk, person);
        var second = await desk.ContinueAsync(first.Ticket!, person.Code());

        Assert.Equal((SignInOutcome.CodeNeeded, null), (first.Outcome, first.Entry));
        Assert.Equal(0, before);
        Assert.Equal((SignInOutcome.Entered, person.Id), (second.Outcome, second.Entry?.User.UserId));
        Assert.Equal(1, await SessionsAsync(desk, person));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_CodeThatWasTaken_OpensNothingAndNoneBeforeItEither(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();

        SignInOutcome[] outcomes =
        [
            await person.TryAsync(person.Code()),
            await person.TryAsync(person.Code()),
            await person.TryAsync(person.Code(steps: 1)),
            await person.TryAsync(person.Code()),
        ];

        Assert.Equal(
            [SignInOutcome.Entered, SignInOutcome.CodeWrong, SignInOutcome.Entered, SignInOutcome.CodeWrong],
            outcomes);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_CodeByWhichItWasTurnedOn_OpensNothing(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.PersonAsync();

        await person.TurnOnAsync();

        Assert.Equal(SignInOutcome.CodeWrong, await person.TryAsync(person.Code()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_OneCodeAtOnceOnTwoNodes_OpensOnce(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            person.EnterAsync(person.Code(), onTwin: number % 2 == 0)));

        Assert.Single(answers, answer => answer.Outcome == SignInOutcome.Entered);
        Assert.Equal(1, await SessionsAsync(desk, person));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_RecoveryCodeAtOnceOnTwoNodes_OpensOnceAndIsTold(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();
        var typed = person.RecoveryCodes[3].ToLowerInvariant().Replace('-', ' ');

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            person.EnterAsync(typed, onTwin: number % 2 == 0)));

        Assert.Single(answers, answer => answer.Outcome == SignInOutcome.Entered);
        Assert.Equal(9, (await person.StateAsync()).CodesLeft);
        Assert.Single(await person.NewsAsync(), text => text.Contains("Message.RecoveryCodeUsed"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_FiveWrongCodes_PausesWhateverTheRightPasswordForgot(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(SignInOutcome.CodeNeeded, await person.TryAsync(code: null));
            Assert.Equal(SignInOutcome.CodeWrong, await person.TryAsync(Wrong));
        }

        SignInOutcome[] during = [await person.TryAsync(null), await person.TryAsync(person.RecoveryCodes[0])];
        desk.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        var after = await person.TryAsync(person.RecoveryCodes[0]);

        Assert.Equal([SignInOutcome.Refused, SignInOutcome.Refused], during);
        Assert.Equal(SignInOutcome.Entered, after);
        Assert.Equal(0, await desk.ReadAsync(db => db.Users.Where(user => user.Id == person.Id)
            .Select(user => user.AccessFailedCount).SingleAsync(Cancellation)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_WrongPasswordWithTheRightCode_TellsNothingOfTheCode(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();

        var wrong = await desk.EnterAsync(person.Name, "wrong", person.Code());
        var unknown = await desk.EnterAsync("nobody", "wrong", person.Code());

        Assert.Equal(new SignInAnswer(SignInOutcome.Refused), wrong);
        Assert.Equal(wrong, unknown);
        Assert.Equal(SignInOutcome.Entered, await person.TryAsync(person.Code()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Continue_TicketThatCountsNoLonger_IsRefusedWithTheRightCode(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();
        var old = (await person.EnterAsync(code: null)).Ticket!;
        desk.Real.Advance(SignInService.TicketLife);
        var late = await desk.ContinueAsync(old, person.Code());
        var young = (await person.EnterAsync(code: null)).Ticket!;
        await desk.AskAsync<PasswordService, bool>(
            async service =>
            {
                await service.ChangeAsync(SecondFactorDesk.Password, "three green boats", Guid.Empty, Cancellation);
                return true;
            },
            person.Id);

        var changed = await desk.ContinueAsync(young, person.Code());

        Assert.Equal((SignInOutcome.Refused, SignInOutcome.Refused), (late.Outcome, changed.Outcome));
        Assert.Null(desk.Host.Get<Tickets>().Read(TicketPurpose.SignIn, old));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Continue_TicketOfAnotherPersonOrPurpose_OpensNothing(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var (mine, other) = (await desk.GuardedAsync(), await desk.GuardedAsync());
        var unguarded = await desk.PersonAsync();
        var ticket = (await other.EnterAsync(code: null)).Ticket!;
        var offer = await unguarded.AskAsync(
            service => service.BeginAsync(SecondFactorDesk.Password, Cancellation));

        SignInOutcome[] outcomes =
        [
            (await desk.ContinueAsync(ticket, mine.Code())).Outcome,
            (await desk.ContinueAsync(offer.Ticket, mine.Code())).Outcome,
            (await desk.ContinueAsync("nonsense", mine.Code())).Outcome,
        ];

        Assert.Equal([SignInOutcome.CodeWrong, SignInOutcome.Refused, SignInOutcome.Refused], outcomes);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_AccountThatIsShut_IsRefusedWithTheRightCode(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();
        await desk.Host.Work.RunAsync<AppDbContext>(
            null,
            async db => (await db.Users.SingleAsync(user => user.Id == person.Id, Cancellation)).LockoutEnd =
                DateTimeOffset.MaxValue,
            Cancellation);

        SignInOutcome[] outcomes = [await person.TryAsync(null), await person.TryAsync(person.Code())];

        Assert.Equal([SignInOutcome.Refused, SignInOutcome.Refused], outcomes);
    }

    private static Task<int> SessionsAsync(SecondFactorDesk desk, FactorPerson person) =>
        desk.ReadAsync(db => db.Sessions.CountAsync(row => row.UserId == person.Id, Cancellation));
}
