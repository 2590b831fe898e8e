using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Tests.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>Turning it on and off for the own account, and what is kept of it.</summary>
public sealed class SecondFactorServiceTests(SecondFactorDesks desks) : IClassFixture<SecondFactorDesks>
{
    private const string Password = SecondFactorDesk.Password;

    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task TurnOn_WithOtherSessions_EndsThemKeepsThisOneAndIsToldByMail(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.PersonAsync();
        var here = (await person.EnterAsync(code: null)).Entry!.Session;
        await person.EnterAsync(code: null);

        await person.TurnOnAsync(here);

        Assert.Equal([here], await desk.ReadAsync(db => db.Sessions.Where(row => row.UserId == person.Id)
            .Select(row => row.Id).ToListAsync(Cancellation)));
        Assert.Equal(new SecondFactorState(desk.Real.GetUtcNow(), 10), await person.StateAsync());
        Assert.Contains("Message.SecondFactorOn", Assert.Single(await person.NewsAsync()));
        Assert.Contains(
            await desk.ReadAsync(db => db.Outbox.Select(row => row.Payload).ToListAsync(Cancellation)),
            mail => mail.Contains($"{person.Name}@example.org"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task TurnOn_Afterwards_NeitherSecretNorRecoveryCodesCanBeRead(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var (person, other) = (await desk.GuardedAsync(), await desk.PersonAsync());

        var kept = await desk.ReadAsync(db => db.SecondFactors.Where(row => row.UserId == person.Id)
            .Select(row => row.ProtectedSecret).SingleAsync(Cancellation));
        var hashes = await desk.ReadAsync(db => db.RecoveryCodes.Where(row => row.UserId == person.Id)
            .Select(row => row.Hash).ToListAsync(Cancellation));

        var secrets = desk.Host.Get<FactorSecrets>();
        Assert.DoesNotContain(person.Secret, kept);
        Assert.Equal((person.Secret, null), (secrets.Open(person.Id, kept), secrets.Open(other.Id, kept)));
        Assert.Equal(10, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Confirm_WrongCodeOrTicket_LeavesItOff(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var (person, other) = (await desk.PersonAsync(), await desk.PersonAsync());
        var offer = await person.AskAsync(service => service.BeginAsync(Password, Cancellation));
        var right = person.CodeOf(offer.Secret);

        var wrong = await RefusalAsync(person, service => service.ConfirmAsync(offer.Ticket, "000000", default));
        var foreign = await RefusalAsync(other, service => service.ConfirmAsync(offer.Ticket, right, default));
        var again = await person.AskAsync(service => service.ResumeAsync(offer.Ticket, Cancellation));
        desk.Real.Advance(TimeSpan.FromMinutes(15));
        var late = await RefusalAsync(
            person, service => service.ConfirmAsync(offer.Ticket, person.CodeOf(offer.Secret), default));

        Assert.Equal("SecondFactorWrong", wrong.Errors["code"][0].Key);
        Assert.Equal(["SecondFactorTooLate", "SecondFactorTooLate"], [foreign.Sentence.Key, late.Sentence.Key]);
        Assert.Equal(offer, again);
        Assert.False((await person.StateAsync()).IsOn);
        Assert.False((await other.StateAsync()).IsOn);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Confirm_TwiceAtOnce_TurnsOnOnceWithTenCodes(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.PersonAsync();
        var offer = await person.AskAsync(service => service.BeginAsync(Password, Cancellation));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Record.ExceptionAsync(() =>
            person.AskAsync(service => service.ConfirmAsync(
                offer.Ticket, person.CodeOf(offer.Secret), default, Cancellation))).AsTask()));

        Assert.Single(results, failure => failure is null);
        Assert.All(
            results.OfType<Exception>(),
            failure => Assert.Equal("SecondFactorIsOn", Assert.IsType<RuleViolation>(failure).Sentence.Key));
        Assert.Equal(10, (await person.StateAsync()).CodesLeft);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task TurnOff_WrongPasswordOrCode_CountsAsWhileSigningIn(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();

        var code = await RefusalAsync(person, service => OffAsync(service, Password, "000000"));
        var password = await RefusalAsync(person, service => OffAsync(service, "wrong", person.Code()));
        for (var attempt = 0; attempt < 3; attempt++)
            await RefusalAsync(person, service => service.RenewAsync(Password, "000000", Cancellation));
        var paused = await RefusalAsync(person, service => OffAsync(service, Password, person.Code()));

        Assert.Equal("SecondFactorWrong", code.Errors["code"][0].Key);
        Assert.Equal(
            ["PasswordWrong", "PasswordWrong"],
            [password.Errors["password"][0].Key, paused.Errors["password"][0].Key]);
        Assert.True((await person.StateAsync()).IsOn);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task TurnOff_WithPasswordAndRecoveryCode_AsksForThePasswordOnlyFromThenOn(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();

        await person.AskAsync(service => OffAsync(service, Password, person.RecoveryCodes[0]));

        Assert.Equal(new SecondFactorState(null, 0), await person.StateAsync());
        Assert.Equal(SignInOutcome.Entered, await person.TryAsync(code: null));
        Assert.Contains(await person.NewsAsync(), text => text.Contains("Message.SecondFactorOff"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Renew_WithPasswordAndCode_ReplacesAllRecoveryCodes(DatabaseKind kind)
    {
        var desk = await desks.OfAsync(kind);
        var person = await desk.GuardedAsync();
        await person.TryAsync(person.RecoveryCodes[0]);

        var fresh = await person.AskAsync(service => service.RenewAsync(Password, person.Code(), Cancellation));

        Assert.Equal(10, (await person.StateAsync()).CodesLeft);
        Assert.Equal(SignInOutcome.CodeWrong, await person.TryAsync(person.RecoveryCodes[1]));
        Assert.Equal(SignInOutcome.Entered, await person.TryAsync(fresh[1]));
    }

    private static async Task<bool> OffAsync(SecondFactorService service, string password, string code)
    {
        await service.TurnOffAsync(password, code, Cancellation);
        return true;
    }

    private static Task<RuleViolation> RefusalAsync<T>(
        FactorPerson person, Func<SecondFactorService, Task<T>> act) =>
        Assert.ThrowsAsync<RuleViolation>(() => person.AskAsync(act));
}
