using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Tests.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>Somebody always remains who can look after accounts.</summary>
public sealed class AdministratorsTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Remove_TwoEachOtherAtOnceOnTwoNodes_LeavesOne(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        var second = await desk.MakeSettledAsync(Roles.Admin);
        Actor[] admins = [await town.ActorAsync("admin"), await town.ActorAsync(second.UserName)];
        AccountDetails[] read = [await desk.ShowAsync(admins[0].UserId), await desk.ShowAsync(second.Id)];

        var outcomes = await desk.RaceAsync(admins, (editing, node) => editing.ChangeAsync(
            read[1 - node].Id,
            read[1 - node].Present with { Roles = [Roles.Auditor] },
            read[1 - node].Stamp,
            "调岗",
            Cancellation));

        Assert.Equal(["LastAdministrator", "done"], outcomes.Order(StringComparer.Ordinal));
        var lost = outcomes[0] == "done" ? admins[1] : admins[0];
        await RestoreAsync(desk, admins.Single(admin => admin != lost), lost.UserId);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Shut_TheLastWhoCanSignIn_IsRefused(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        // Has never come in: the first password may run out.
        var newcomer = await desk.MakeAsync(Roles.Admin);
        var by = await town.ActorAsync(newcomer.UserName);
        var admin = await town.IdAsync("admin");
        foreach (var other in await OthersAsync(town, admin))
            await ShutAsync(town, await town.ActorAsync("admin"), other);

        var outcome = await AccountDesk.OutcomeAsync(() => ShutAsync(town, by, admin));

        Assert.Equal("LastAdministrator", outcome);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_OfOneself_KeepsTheRoleOfAdministrator(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        var me = await town.ActorAsync("admin");

        var role = await AccountDesk.OutcomeAsync(
            () => desk.ChangeAsync(me.UserId, wish => wish with { Roles = [Roles.Auditor] }));
        var password = await AccountDesk.OutcomeAsync(() => desk.GivePasswordAsync(me.UserId));
        var more = await AccountDesk.OutcomeAsync(
            () => desk.ChangeAsync(me.UserId, wish => wish with { Roles = [Roles.Admin, Roles.FlowAdmin] }));

        Assert.Equal(("AccountOwnAdmin", "AccountOwnPassword", "done"), (role, password, more));
        await desk.ChangeAsync(me.UserId, wish => wish with { Roles = [Roles.Admin] });
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Make_ByAnybodyElse_IsRefused(DatabaseKind kind)
    {
        var desk = new AccountDesk(await hosts.OfAsync(kind));

        var outcome = await AccountDesk.OutcomeAsync(
            () => desk.MakeAsync(AccountDesk.Wish(AccountDesk.NewName(), Roles.Admin), "auditor"));

        Assert.Equal("NotAllowed", outcome);
    }

    // The tests of the class share their administrators.
    private static Task RestoreAsync(AccountDesk desk, Actor by, Guid lost) =>
        desk.ChangeAsync(lost, wish => wish with { Roles = [Roles.Admin] }, by);

    private static Task ShutAsync(RegisterHost town, Actor by, Guid whom) =>
        town.Host.Work.RunAsync<AccountAdministration>(
            by, register => register.ShutAsync(whom, "停用", Cancellation), Cancellation);

    private static Task<List<Guid>> OthersAsync(RegisterHost town, Guid admin) => town.ReadAsync(db =>
        (from link in db.UserRoles
         join role in db.Roles on link.RoleId equals role.Id
         join user in db.Users on link.UserId equals user.Id
         where role.Name == Roles.Admin && user.Id != admin && user.FirstPasswordUntil == null
             && user.LockoutEnd == null
         select user.Id).ToListAsync(Cancellation));
}
