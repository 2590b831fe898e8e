using System.Net;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>Accounts as administrators make them and as their owners take them over, without any script.</summary>
public sealed class AccountKeepingPageTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    private const string Own = "three green boats";
    private const string Submit = "form.staff-form button[type=submit]";
    private const string Change = "form:has([name=stamp]) button[type=submit]";

    [Fact]
    public async Task Reviewer_MadeByAnAdministrator_ChoosesAPasswordGetsAPostAndReadsTheInbox()
    {
        using var admin = new Visitor(application);
        using var colleague = new Visitor(application);
        await admin.SignInAsync("admin");

        var made = await MakeAsync(admin, "li.si", "reviewer");
        var first = await colleague.SignInAsync("li.si", PasswordOn(made));
        var settled = await ChooseAsync(colleague, first, PasswordOn(made));
        var before = await colleague.OpenAsync("/inbox");
        await AppointAsync(admin, "li.si");
        var after = await colleague.OpenAsync("/inbox");

        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal("/account", first.Address.AbsolutePath);
        Assert.Equal("/account?done=password", settled.Address.PathAndQuery);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (before.Status, after.Status));
        Assert.DoesNotContain(PasswordOn(made), (await admin.OpenAsync("/accounts?q=li.si")).Text);
    }

    [Fact]
    public async Task Applicant_MadeForAnEnterprise_MayApplyInItsName()
    {
        using var admin = new Visitor(application);
        using var clerk = new Visitor(application);
        await admin.SignInAsync("admin");

        var made = await MakeAsync(admin, "clerk", "applicant", ("enterprise", "91450681MA0TEXT12B"));
        await ChooseAsync(clerk, await clerk.SignInAsync("clerk", PasswordOn(made)), PasswordOn(made));
        var form = await clerk.OpenAsync("/apply/employer-certificate");

        Assert.Equal(HttpStatusCode.OK, form.Status);
        Assert.Contains("东兴示例食品加工有限公司", (await clerk.OpenAsync("/workspace")).Text);
    }

    [Fact]
    public async Task New_WithSeveralMistakes_NamesEachAndKeepsWhatWasTyped()
    {
        using var admin = new Visitor(application);
        await admin.SignInAsync("admin");

        var page = await MakeAsync(admin, "HR", "worker", ("email", "nobody"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(3, page.Errors.Count);
        Assert.Contains("用户名“HR”已被使用", page.Errors[0]);
        Assert.Contains("value=\"nobody\"", page.Text);
        Assert.NotNull(page.Document.QuerySelector("input[value=worker][checked]"));
    }

    [Fact]
    public async Task Roles_Changed_TakeEffectAtTheNextRequestOfPageAndToken()
    {
        using var admin = new Visitor(application);
        using var person = new Visitor(application);
        using var token = await application.SignInAsync("flow-admin", TestContext.Current.CancellationToken);
        await admin.SignInAsync("admin");
        await person.SignInAsync("flow-admin");
        var statuses = new List<HttpStatusCode>();

        await NoteAsync();
        var record = await OpenRecordAsync(admin, "flow-admin");
        var saved = await admin.PressAsync(
            record, Change, new Dictionary<string, string> { ["roles"] = "auditor", ["reason"] = "调岗" });
        await NoteAsync();

        Assert.Contains("流程管理员 → 审计员", saved.Text);
        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK], statuses);

        async Task NoteAsync()
        {
            using var answer = await token.GetAsync("/api/posts", TestContext.Current.CancellationToken);
            statuses.AddRange([answer.StatusCode, (await person.OpenAsync("/posts")).Status]);
        }
    }

    [Fact]
    public async Task Record_ForAnAuditor_IsReadOnlyAndRefusesEveryAct()
    {
        using var admin = new Visitor(application);
        using var auditor = new Visitor(application);
        await admin.SignInAsync("admin");
        await auditor.SignInAsync("auditor");
        var form = await OpenRecordAsync(admin, "police");

        var read = await OpenRecordAsync(auditor, "police");
        var list = await auditor.OpenAsync("/accounts");
        var refused = await PostAsAsync(auditor, form);

        Assert.Contains("公安出入境民警", read.Text);
        Assert.Null(read.Document.QuerySelector("main button"));
        Assert.Null(list.Document.QuerySelector("a[href='/accounts/new']"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    public async Task NewPassword_ForSomebodySignedIn_EndsTheSessionAndIsShownOnce()
    {
        using var admin = new Visitor(application);
        using var person = new Visitor(application);
        await admin.SignInAsync("admin");
        await person.SignInAsync("customs");
        var record = await OpenRecordAsync(admin, "customs");

        var given = await admin.PressAsync(
            record,
            "form:has(#f-password-reason) button",
            new Dictionary<string, string> { ["reason"] = "忘记密码" });
        var thrownOut = await person.OpenAsync("/inbox");
        var again = await person.SignInAsync("customs", PasswordOn(given));
        var record2 = await OpenRecordAsync(admin, "customs");

        Assert.Equal("/sign-in", thrownOut.Address.AbsolutePath);
        Assert.Equal("/account", again.Address.AbsolutePath);
        Assert.DoesNotContain(PasswordOn(given), record2.Text);
        Assert.Contains("初始密码，", record2.Text);
    }

    private static string PasswordOn(Page page) => page.Document.QuerySelector(".first-password")!.TextContent;

    private static async Task<Page> MakeAsync(
        Visitor admin, string userName, string role, params (string Field, string Text)[] more)
    {
        var typed = new Dictionary<string, string>
        {
            ["userName"] = userName,
            ["displayName"] = "新同事",
            ["roles"] = role,
            ["reason"] = "新入职",
        };
        foreach (var (field, text) in more) typed[field] = text;
        return await admin.PressAsync(await admin.OpenAsync("/accounts/new"), Submit, typed);
    }

    private static Task<Page> ChooseAsync(Visitor owner, Page account, string first) => owner.PressAsync(
        account,
        "form:has([name=oldPassword]) button",
        new Dictionary<string, string> { ["oldPassword"] = first, ["newPassword"] = Own });

    private async Task AppointAsync(Visitor admin, string userName)
    {
        var today = Core.ChinaTime.DateOf(application.Clock.GetUtcNow()).ToString("yyyy-MM-dd", null);
        await admin.PressAsync(
            await admin.OpenAsync("/posts"),
            "aside button[type=submit]",
            new Dictionary<string, string>
            {
                ["person"] = userName,
                ["place"] = "hr-bureau/window",
                ["from"] = today,
                ["reason"] = "任命窗口",
            });
    }

    private static async Task<Page> OpenRecordAsync(Visitor visitor, string userName)
    {
        var list = await visitor.OpenAsync($"/accounts?q={userName}");
        var link = list.Document.QuerySelectorAll("tbody tr")
            .First(row => row.QuerySelector(".row-sub")?.TextContent == userName).QuerySelector("a")!;
        return await visitor.OpenAsync(link.GetAttribute("href")!);
    }

    // With the antiforgery token of a page of one's own.
    private static async Task<Page> PostAsAsync(Visitor visitor, Page form)
    {
        var own = await visitor.OpenAsync("/account");
        var token = own.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.PressAsync(form, Change, new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["reason"] = "x",
            ["displayName"] = "另名",
        });
    }
}
