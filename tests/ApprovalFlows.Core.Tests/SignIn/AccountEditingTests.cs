using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Tests.Workers;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>Accounts made and changed by an administrator, on both databases.</summary>
public sealed class AccountEditingTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    private const string Code = "91450681MA0TEXT12B";

    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task FirstPassword_UntilItIsChanged_LetsInAndIsMarked(DatabaseKind kind)
    {
        var desk = new AccountDesk(await hosts.OfAsync(kind));
        var made = await desk.MakeAsync(
            AccountDesk.Wish(AccountDesk.NewName(), Roles.Reviewer) with { Email = "new@example.org" });

        var before = await desk.ActorOfAsync((await desk.EnterAsync(made.UserName, made.Password))!);
        var same = await Assert.ThrowsAsync<RuleViolation>(() => desk.ChoosePasswordAsync(made, made.Password));
        await desk.ChoosePasswordAsync(made, AccountDesk.OwnPassword);
        var old = await desk.EnterAsync(made.UserName, made.Password);
        var after = await desk.ActorOfAsync((await desk.EnterAsync(made.UserName, AccountDesk.OwnPassword))!);

        Assert.Equal((true, false), (before!.HasFirstPassword, after!.HasFirstPassword));
        Assert.Equal("PasswordSame", same.Errors["newPassword"][0].Key);
        Assert.Null(old);
        var kept = await desk.KeptTextAsync(made.Id);
        Assert.Contains(made.UserName, kept);
        Assert.DoesNotContain(made.Password, kept);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task FirstPassword_NotUsedInTime_IsAWrongOneUntilThereIsANewOne(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        var made = await desk.MakeAsync(Roles.FlowAdmin);
        var entry = (await desk.EnterAsync(made.UserName, made.Password))!;

        town.Host.Clock.Advance(TimeSpan.FromDays(7));
        var late = await desk.EnterAsync(made.UserName, made.Password);
        var session = await desk.ActorOfAsync(entry);
        var given = await desk.GivePasswordAsync(made.Id);
        var old = await desk.EnterAsync(made.UserName, made.Password);
        var right = await desk.EnterAsync(made.UserName, given.Password);

        Assert.Null(late);
        Assert.Null(session);
        Assert.Null(old);
        Assert.NotNull(right);
        Assert.NotEqual(made.Password, given.Password);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task GivePassword_ToSomebodySignedInAndPausing_EndsBoth(DatabaseKind kind)
    {
        var desk = new AccountDesk(await hosts.OfAsync(kind));
        var made = await desk.MakeSettledAsync(Roles.Auditor);
        var entry = (await desk.EnterAsync(made.UserName, AccountDesk.OwnPassword))!;
        for (var wrong = 0; wrong < 5; wrong++) await desk.EnterAsync(made.UserName, "wrong");

        var given = await desk.GivePasswordAsync(made.Id);

        Assert.Null(await desk.ActorOfAsync(entry));
        Assert.NotNull(await desk.EnterAsync(made.UserName, given.Password));
        Assert.DoesNotContain(given.Password, await desk.KeptTextAsync(made.Id));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Make_OneNameTwiceAtOnceOnTwoNodes_MakesOneAccount(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var (admin, name) = (await town.ActorAsync("admin"), AccountDesk.NewName());
        string[] names = [name, name.ToUpperInvariant()];

        var outcomes = await new AccountDesk(town).RaceAsync([admin, admin], (desk, node) => desk.MakeAsync(
            AccountDesk.Wish(names[node], Roles.Auditor), AccountDesk.Reason, Cancellation));

        Assert.Equal(["AccountNameTaken", "done"], outcomes.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Make_ForOneWorkerTwiceAtOnce_MakesOneAccount(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var (admin, person) = (await town.ActorAsync("admin"), town.Person());
        var number = person[WorkerFields.DocumentNumber];
        await town.RunAsync<WorkerService, Worker>(
            "employer", service => service.RegisterAsync(person, false, Cancellation));

        var outcomes = await new AccountDesk(town).RaceAsync([admin, admin], (desk, _) => desk.MakeAsync(
            AccountDesk.Wish(AccountDesk.NewName(), Roles.Worker) with { Worker = number },
            AccountDesk.Reason,
            Cancellation));

        Assert.Equal(["AccountWorkerTaken", "done"], outcomes.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_OfAnApplicantToAReviewer_TakesEffectIsKeptAndTold(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        var made = await desk.MakeAsync(AccountDesk.Wish(AccountDesk.NewName(), Roles.Applicant) with
        {
            Enterprise = Code.ToLowerInvariant(),
            Email = "old@example.org",
        });
        var before = await town.ActorAsync(made.UserName);

        await desk.ChangeAsync(made.Id, wish => wish with
        {
            Enterprise = "",
            Email = "other@example.org",
            Roles = [Roles.Reviewer, Roles.Auditor],
        });

        var after = await town.ActorAsync(made.UserName);
        var change = await town.ReadAsync(db => db.StaffChanges
            .SingleAsync(row => row.PersonId == made.Id && row.Action == StaffAction.AccountChanged, Cancellation));
        var fields = RecordDifference.Read(change.Fields);
        Assert.Equal((true, true), (before.IsIn(Roles.Applicant), before.EnterpriseId is not null));
        Assert.Equal([Roles.Auditor, Roles.Reviewer], after.Roles.Order());
        Assert.Null(after.EnterpriseId);
        Assert.Equal([AccountFields.Email, AccountFields.Enterprise, AccountFields.Roles], fields.Keys.Order());
        Assert.Equal("applicant → auditor reviewer", string.Join(" → ", fields[AccountFields.Roles]));
        Assert.Equal((Code, null), (fields[AccountFields.Enterprise][0], fields[AccountFields.Enterprise][1]));
        var mail = await town.ReadAsync(db => db.Outbox.OrderByDescending(row => row.CreatedAt)
            .Where(row => row.Payload.Contains("old@example.org")).CountAsync(Cancellation));
        Assert.Equal(2, mail);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_TakingReviewerFromAHolderOfPosts_IsRefusedUntilThePostEnds(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        var made = await desk.MakeAsync(Roles.Reviewer);
        var held = await town.RunAsync<PostService, PostHolding>("admin", posts => posts.AppointAsync(
            new Appointment(made.UserName, "hr-bureau", "window", town.Today.AddDays(1), null), "任命", Cancellation));

        var refused = await AccountDesk.OutcomeAsync(() => desk.ChangeAsync(made.Id, ToFlowAdmin));
        await town.RunAsync<PostService, PostHolding>(
            "admin", posts => posts.EndAsync(held.Id, town.Today, "不再任职", Cancellation));
        var done = await AccountDesk.OutcomeAsync(() => desk.ChangeAsync(made.Id, ToFlowAdmin));

        Assert.Equal(("AccountHoldsPosts", "done"), (refused, done));

        static AccountWish ToFlowAdmin(AccountWish wish) => wish with { Roles = [Roles.FlowAdmin] };
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Change_ReadBeforeSomebodyElseChangedIt_IsRefused(DatabaseKind kind)
    {
        var town = await hosts.OfAsync(kind);
        var desk = new AccountDesk(town);
        var made = await desk.MakeAsync(Roles.Auditor);
        var stale = await desk.ShowAsync(made.Id);
        await desk.ChangeAsync(made.Id, wish => wish with { DisplayName = "另名" });

        var outcome = await AccountDesk.OutcomeAsync(() => town.RunAsync<AccountEditing, bool>("admin", async editing =>
        {
            await editing.ChangeAsync(
                made.Id, stale.Present with { Phone = "13800138000" }, stale.Stamp, "x", Cancellation);
            return true;
        }));

        Assert.Equal("RecordChanged", outcome);
        Assert.Equal("另名", (await desk.ShowAsync(made.Id)).Present.DisplayName);
    }
}
