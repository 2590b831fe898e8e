using System.Net;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>What a person sees of the second factor, without scripts.</summary>
public sealed class SecondFactorPageTests(SecondFactorApplication application) : IClassFixture<SecondFactorApplication>
{
    private const string Address = "/account/second-factor";
    private const string Submit = "main button[type=submit]";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TurnOn_ByPage_ShowsTheSecretAndTheRecoveryCodesOnce()
    {
        using var person = new Pages.Visitor(application);
        await person.SignInAsync("police");
        var account = await person.OpenAsync("/account");
        var begun = await person.PressAsync(
            await person.OpenAsync(account.Document.QuerySelector($"main a[href='{Address}']")!.GetAttribute("href")!),
            Submit, Typed(("password", TestApplication.Password)));
        var shown = begun.Document.QuerySelector(".factor-secret")!.TextContent;
        var secret = shown.Replace(" ", "");

        var wrong = await person.PressAsync(begun, Submit, Typed(("code", "000000")));
        var on = await person.PressAsync(
            wrong, Submit, Typed(("code", application.NextCode(secret))));
        var later = await person.OpenAsync(Address);

        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", shown);
        Assert.Contains("ApprovalFlows:police", begun.Text);
        Assert.Contains(QrCode.SvgOf(TimeCode.AddressOf(secret, "police")), begun.Text);
        Assert.DoesNotContain(TestApplication.Password, begun.Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(shown, wrong.Document.QuerySelector(".factor-secret")!.TextContent);
        var codes = on.Document.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.DoesNotContain(codes, later.Text.Contains);
        Assert.DoesNotContain(shown, later.Text);
        Assert.Contains("还剩 10 个恢复码", later.Text);
    }

    [Fact]
    public async Task SignIn_AfterThePassword_AsksForTheCodeBeforeAnythingOpens()
    {
        var (secret, _) = await application.GuardAsync("hr");
        using var person = new Pages.Visitor(application);
        var door = await person.OpenAsync("/inbox?scope=done");

        var second = await person.PressAsync(
            door, Submit, Typed(("userName", "hr"), ("password", TestApplication.Password)));
        var between = await person.OpenAsync("/account");
        var wrong = await person.PressAsync(second, Submit, Typed(("code", "000000")));
        var inside = await person.PressAsync(wrong, Submit, Typed(("code", application.NextCode(secret))));

        Assert.Equal((HttpStatusCode.OK, "输入验证码"), (second.Status, second.Heading));
        Assert.DoesNotContain(TestApplication.Password, second.Text);
        Assert.Equal("/sign-in", between.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(["验证码不正确或已经用过，请等待新的验证码后再试"], wrong.Errors);
        Assert.Equal("/inbox?scope=done", inside.Address.PathAndQuery);
    }

    [Fact]
    public async Task SignIn_WithARecoveryCode_OpensOnceAndTellsThePerson()
    {
        var (_, recovery) = await application.GuardAsync("customs");
        using var person = new Pages.Visitor(application);

        var inside = await person.PressAsync(
            await person.SignInAsync("customs"), "details form button", Typed(("code", recovery[0])));
        var messages = await person.OpenAsync("/messages");
        using var again = new Pages.Visitor(application);
        var refused = await again.PressAsync(
            await again.SignInAsync("customs"), "details form button", Typed(("code", recovery[0])));

        Assert.Equal("/inbox", inside.Address.AbsolutePath);
        Assert.Contains("您的账户用掉了一个恢复码，还剩 9 个", messages.Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    [Fact]
    public async Task SignIn_GuessingCodes_IsSlowedDownAndAsksForThePasswordAgain()
    {
        var (secret, _) = await application.GuardAsync("zone");
        using var thief = new Pages.Visitor(application);
        var second = await thief.SignInAsync("zone");
        for (var guess = 0; guess < 5; guess++) await thief.PressAsync(second, Submit, Typed(("code", "000000")));

        var paused = await thief.PressAsync(second, Submit, Typed(("code", application.NextCode(secret))));
        for (var guess = 0; guess < 4; guess++) await thief.PressAsync(second, Submit, Typed(("code", "000000")));
        var slowed = await thief.PressAsync(second, Submit, Typed(("code", application.NextCode(secret))));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, paused.Status);
        Assert.NotNull(paused.Document.QuerySelector("[name=password]"));
        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.Status);
    }

    [Fact]
    public async Task TurnOff_ByPage_TakesPasswordAndCode()
    {
        using var person = new Pages.Visitor(application);
        await person.SignInAsync("window");
        var (secret, recovery) = await application.GuardAsync("window");
        using var again = new Pages.Visitor(application);
        await again.PressAsync(
            await again.SignInAsync("window"), Submit, Typed(("code", application.NextCode(secret))));
        var page = await again.OpenAsync(Address);

        var renewed = await again.PressAsync(page, "button[value=renew]", Proof(recovery[0]));
        var wrong = await again.PressAsync(page, "button[value=off]", Proof(recovery[1]));
        var off = await again.PressAsync(page, "button[value=off]", Proof(application.NextCode(secret)));

        Assert.Equal("/sign-in", (await person.OpenAsync("/account")).Address.AbsolutePath);
        Assert.Equal(10, renewed.Document.QuerySelectorAll(".recovery-codes code").Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(Address + "?done=off", off.Address.PathAndQuery);
        Assert.Equal("/inbox", (await person.SignInAsync("window")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Remove_ByAnAdministrator_IsKeptWithItsReasonAndTold()
    {
        await application.GuardAsync("employer2");
        using var admin = new Pages.Visitor(application);
        await admin.SignInAsync("admin");
        var before = await admin.OpenAsync("/accounts?q=employer2");

        var without = await admin.PressAsync(before, "form:has(input[value=factor]) button", Typed(("reason", " ")));
        var after = await admin.PressAsync(
            before, "form:has(input[value=factor]) button", Typed(("reason", "手机遗失，已当面核对身份")));

        using var person = new Pages.Visitor(application);
        await person.SignInAsync("employer2");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        Assert.NotNull(before.Document.QuerySelector("td .ti-device-mobile"));
        Assert.Null(after.Document.QuerySelector("td .ti-device-mobile"));
        Assert.Contains("系统管理员已关闭您账户的两步验证", (await person.OpenAsync("/messages")).Text);
        var id = await application.IdAsync("employer2");
        Assert.Equal(
            [(StaffAction.SecondFactorRemoved, "手机遗失，已当面核对身份")],
            (await application.ReadAsync(db => db.StaffChanges.Where(row => row.PersonId == id)
                .Select(row => new { row.Action, row.Reason }).ToListAsync(Cancellation)))
            .Select(row => (row.Action, row.Reason)));
    }

    [Fact]
    public async Task Remove_OfTheAdministratorsOwn_IsRefused()
    {
        // The other tests sign in as the administrator by password alone.
        await using var apart = new SecondFactorApplication();
        var (secret, _) = await apart.GuardAsync("admin");
        using var admin = new Pages.Visitor(apart);
        await admin.PressAsync(
            await admin.SignInAsync("admin"), Submit, Typed(("code", apart.NextCode(secret))));
        var page = await admin.OpenAsync("/accounts");
        var own = await apart.IdAsync("admin");

        var refused = await admin.PressAsync(
            page, "form:has(input[value=shut]) button",
            Typed(("row", own.ToString()), ("action", "factor"), ("reason", "试一试")));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Empty((await admin.OpenAsync("/accounts?q=admin")).Document.QuerySelectorAll("input[value=factor]"));
        Assert.True(await apart.ReadAsync(db =>
            db.SecondFactors.AnyAsync(row => row.UserId == own, Cancellation)));
    }

    private static Dictionary<string, string> Proof(string code) =>
        Typed(("password", TestApplication.Password), ("code", code));

    private static Dictionary<string, string> Typed(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value);
}
