using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>The administrator's desk for accounts, with names that no other test of the class uses.</summary>
internal sealed class AccountDesk(RegisterHost town)
{
    public const string Reason = "新入职";
    public const string OwnPassword = "three green boats";
    private static readonly SignInPlace Place = new(SessionKind.Page, "192.0.2.1", "test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string NewName() => "p" + Guid.CreateVersion7().ToString("N")[16..];

    public static AccountWish Wish(string userName, params string[] roles) => new()
    {
        UserName = userName,
        DisplayName = "新同事",
        Language = "zh-CN",
        Roles = roles,
    };

    public Task<GivenPassword> MakeAsync(AccountWish wish, string by = "admin") =>
        town.RunAsync<AccountEditing, GivenPassword>(by, desk => desk.MakeAsync(wish, Reason, Cancellation));

    public Task<GivenPassword> MakeAsync(params string[] roles) => MakeAsync(Wish(NewName(), roles));

    /// <summary>Made, signed in and with a password of its own.</summary>
    public async Task<GivenPassword> MakeSettledAsync(params string[] roles)
    {
        var made = await MakeAsync(roles);
        await ChoosePasswordAsync(made, OwnPassword);
        return made;
    }

    public async Task<Entry?> EnterAsync(string userName, string password) =>
        (await town.Host.ReadAsync<SignInService, SignInAnswer>(
            service => service.EnterAsync(userName, password, code: null, Place, Cancellation))).Entry;

    public async Task<Actor?> ActorOfAsync(Entry entry) =>
        (await town.Host.ReadAsync<ActorService, (Actor Actor, DateTimeOffset)?>(
            service => service.FindAsync(entry.User.UserId, entry.Session, Cancellation)))?.Actor;

    public async Task ChoosePasswordAsync(GivenPassword given, string wanted)
    {
        var entry = (await EnterAsync(given.UserName, given.Password))!;
        await using var scope = town.Host.OpenScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = (await ActorOfAsync(entry))!;
        await scope.ServiceProvider.GetRequiredService<PasswordService>()
            .ChangeAsync(given.Password, wanted, entry.Session, Cancellation);
    }

    public async Task<AccountDetails> ShowAsync(Guid id) =>
        await town.Host.ReadAsync<AccountViewService, AccountDetails>(service => service.ShowAsync(id, Cancellation));

    public async Task ChangeAsync(Guid id, Func<AccountWish, AccountWish> change, Actor? by = null)
    {
        var known = await ShowAsync(id);
        await town.Host.Work.RunAsync<AccountEditing>(
            by ?? await town.ActorAsync("admin"),
            desk => desk.ChangeAsync(id, change(known.Present), known.Stamp, "调岗", Cancellation),
            Cancellation);
    }

    public Task<GivenPassword> GivePasswordAsync(Guid id) => town.RunAsync<AccountEditing, GivenPassword>(
        "admin", desk => desk.GivePasswordAsync(id, "忘记密码", Cancellation));

    /// <summary>
    /// Two acts at once, on two nodes: neither is committed before both have looked. Answers "done" or the rule that
    /// refused, of each.
    /// </summary>
    public async Task<string[]> RaceAsync(Actor[] actors, Func<AccountEditing, int, Task> act)
    {
        await using var twin = town.Host.Twin();
        UnitOfWork[] nodes = [town.Host.Work, twin.GetRequiredService<UnitOfWork>()];
        TaskCompletionSource[] looked = [NewSign(), NewSign()];
        return await Task.WhenAll(Enumerable.Range(0, 2).Select(node => OutcomeAsync(
            () => nodes[node].RunAsync<AccountEditing>(
                actors[node],
                async desk =>
                {
                    await act(desk, node);
                    looked[node].TrySetResult();
                    await looked[1 - node].Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
                },
                Cancellation))));

        static TaskCompletionSource NewSign() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>"done", or the key of the rule that refused.</summary>
    public static async Task<string> OutcomeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "done";
        }
        catch (RuleViolation refusal)
        {
            return refusal.Errors.Count == 0 ? refusal.Sentence.Key : refusal.Errors.Single().Value[0].Key;
        }
    }

    /// <summary>Everything that is kept about the person but the hash.</summary>
    public Task<string> KeptTextAsync(Guid id) => town.ReadAsync(async db => string.Join(
        '\n',
        (await db.Messages.Where(row => row.UserId == id).Select(row => row.Text + row.Lines).ToListAsync(Cancellation))
            .Concat(await db.Outbox.Select(row => row.Payload).ToListAsync(Cancellation))
            .Concat(await db.StaffChanges.Select(row => row.Reason + row.Fields).ToListAsync(Cancellation))));
}
