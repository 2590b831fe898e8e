using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

public sealed class SignInPageTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    [Fact]
    public async Task Page_NotSignedIn_LeadsToSignInAndBack()
    {
        using var reviewer = new Visitor(application);
        var page = await reviewer.OpenAsync("/inbox?scope=done");
        var values = new Dictionary<string, string>
        {
            ["userName"] = "window",
            ["password"] = TestApplication.Password,
        };

        var back = await reviewer.PressAsync(page, "main button[type=submit]", values);

        Assert.Equal("/sign-in", page.Address.AbsolutePath);
        Assert.Equal("/inbox?scope=done", back.Address.PathAndQuery);
    }

    [Theory]
    [InlineData("window", "wrong")]
    [InlineData("nobody", TestApplication.Password)]
    public async Task SignIn_WrongNameOrPassword_SaysTheSame(string userName, string password)
    {
        using var anybody = new Visitor(application);

        var page = await anybody.SignInAsync(userName, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(["用户名或密码不正确，请重新输入"], page.Errors);
    }

    [Fact]
    public async Task SignIn_GuessedTooOften_IsSlowedDown()
    {
        using var anybody = new Visitor(application);
        for (var attempt = 0; attempt < 10; attempt++) await anybody.SignInAsync("park", "wrong");

        var page = await anybody.SignInAsync("park");

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
    }

    [Fact]
    public async Task SignOut_Afterwards_PagesAskToSignInAgain()
    {
        using var reviewer = new Visitor(application);
        var inbox = await reviewer.SignInAsync("window");

        await reviewer.PressAsync(inbox, "form[action='/sign-out'] button");
        var page = await reviewer.OpenAsync("/inbox");

        Assert.Equal("/inbox", inbox.Address.AbsolutePath);
        Assert.Equal("/sign-in", page.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("employer", "/inbox")]
    [InlineData("window", "/apply/employer-certificate")]
    public async Task Page_OfAnotherAudience_IsForbidden(string userName, string address)
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(userName);

        var page = await visitor.OpenAsync(address);

        Assert.Equal((HttpStatusCode.Forbidden, "您没有查看此页的权限"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefusedWithAPage()
    {
        using var client = application.CreateClient();
        using var content = new FormUrlEncodedContent([new("_handler", "page"), new("userName", "window")]);

        using var answer = await client.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("请求无法办理", text);
    }
}
