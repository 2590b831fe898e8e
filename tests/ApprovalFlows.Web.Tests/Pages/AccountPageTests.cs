using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

public sealed class AccountPageTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    private const string New = "three green boats";

    [Fact]
    public async Task ChangePassword_WithTheOldOne_EndsOtherSessionsAndKeepsThisOne()
    {
        using var program = await application.SignInAsync("customs", TestContext.Current.CancellationToken);
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("customs");

        var page = await ChangeAsync(visitor, TestApplication.Password, New);

        using var refused = await program.GetAsync("/api/messages", TestContext.Current.CancellationToken);
        using var again = new Visitor(application);
        Assert.Equal("/account?done=password", page.Address.PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SignInAsync("customs")).Status);
        Assert.Equal(HttpStatusCode.OK, (await again.SignInAsync("customs", New)).Status);
    }

    [Theory]
    [InlineData("wrong", New, "现在的密码不正确。")]
    [InlineData(TestApplication.Password, "Password2026!", "这个密码太常见，容易被猜到，请换一个。")]
    public async Task ChangePassword_WrongOldOrCommonNew_IsRefusedWithASentence(string old, string wanted, string told)
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("police");

        var page = await ChangeAsync(visitor, old, wanted);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(told, page.Text);
        Assert.DoesNotContain(wanted, page.Text);
    }

    private static async Task<Page> ChangeAsync(Visitor visitor, string old, string wanted) => await visitor.PressAsync(
        await visitor.OpenAsync("/account"),
        "form:has([name=oldPassword]) button",
        new Dictionary<string, string> { ["oldPassword"] = old, ["newPassword"] = wanted });
}
