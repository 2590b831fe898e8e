using System.Net;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Tests.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>What is signed in where, and that an ended session opens nothing any more.</summary>
public sealed class SessionTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignOut_OfAToken_EndsItOnTheServer()
    {
        using var api = await application.SignInAsync("customs", Cancellation);
        using var before = await api.GetAsync("/api/messages", Cancellation);

        using var signedOut = await api.PostAsync("/api/sign-out", null, Cancellation);

        using var after = await api.GetAsync("/api/messages", Cancellation);
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized),
            (before.StatusCode, signedOut.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task SignOut_OfAPage_EndsACopyOfTheCookieToo()
    {
        using var owner = new Pages.Visitor(application);
        using var thief = application.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });
        var inbox = await owner.SignInAsync("police");
        thief.DefaultRequestHeaders.Add("Cookie", await CookieAsync("police"));
        using var before = await thief.GetAsync("/account", Cancellation);

        await owner.PressAsync(inbox, "form[action='/sign-out'] button");

        using var after = await thief.GetAsync("/account", Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Found), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Account_EndOthers_KeepsOnlyThisOne()
    {
        using var here = new Pages.Visitor(application);
        using var elsewhere = new Pages.Visitor(application);
        using var program = await application.SignInAsync("dongxing", Cancellation);
        await elsewhere.SignInAsync("dongxing");
        await here.SignInAsync("dongxing");
        var account = await here.OpenAsync("/account");
        Assert.Equal(3, account.Document.QuerySelectorAll("tbody tr").Length);

        var after = await here.PressAsync(account, ".card-header button");

        using var refused = await program.GetAsync("/api/messages", Cancellation);
        Assert.Single(after.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("/sign-in", (await elsewhere.OpenAsync("/account")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Account_EndOneOfSomebodyElse_ChangesNothing()
    {
        using var other = await application.SignInAsync("zone", Cancellation);
        var foreign = await ReadAsync(db => db.Sessions
            .Where(row => db.Users.Any(user => user.Id == row.UserId && user.UserName == "zone"))
            .Select(row => row.Id).FirstAsync(Cancellation));
        using var second = await application.SignInAsync("window", Cancellation);
        using var me = new Pages.Visitor(application);
        await me.SignInAsync("window");
        var account = await me.OpenAsync("/account");

        await me.PressAsync(account, "td button", new Dictionary<string, string> { ["session"] = foreign.ToString() });

        using var answer = await other.GetAsync("/api/messages", Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Reading_WithinFiveMinutes_IsNotedOnceOnly()
    {
        using var api = await application.SignInAsync("hr", Cancellation);
        var old = TimeProvider.System.GetUtcNow() - Session.NotedEvery - TimeSpan.FromMinutes(1);
        await SetSeenAsync("hr", old);

        await api.GetStringAsync("/api/messages", Cancellation);
        var first = await SeenAsync("hr");
        await api.GetStringAsync("/api/messages", Cancellation);

        Assert.True(first > old, "Not noted at all.");
        Assert.Equal(first, await SeenAsync("hr"));
    }

    [Fact]
    public async Task Sessions_LongUnused_AreClearedAtTheNextSignIn()
    {
        using var first = await application.SignInAsync("hr-issuer", Cancellation);
        await SetSeenAsync("hr-issuer", TimeProvider.System.GetUtcNow() - Session.Life - TimeSpan.FromHours(1));

        using var second = await application.SignInAsync("hr-issuer", Cancellation);

        Assert.Equal(1, await ReadAsync(db => db.Sessions.CountAsync(
            row => db.Users.Any(user => user.Id == row.UserId && user.UserName == "hr-issuer"), Cancellation)));
    }

    [Fact]
    public async Task Shut_ByAnAdministrator_EndsTheSessionsAndOpenLetsInAgain()
    {
        using var api = await application.SignInAsync("employer2", Cancellation);
        using var admin = new Pages.Visitor(application);
        await admin.SignInAsync("admin");

        var shut = await ActAsync(admin, "shut");
        using var refused = await api.GetAsync("/api/messages", Cancellation);
        using var visitor = new Pages.Visitor(application);
        var wrong = await visitor.SignInAsync("employer2");
        await ActAsync(admin, "open");
        var right = await visitor.SignInAsync("employer2");

        Assert.Contains("已停用", shut.Text);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(HttpStatusCode.OK, right.Status);
        var acts = await ReadAsync(db => db.StaffChanges.OrderBy(row => row.Id)
            .Select(row => row.Action).ToListAsync(Cancellation));
        Assert.Equal([StaffAction.AccountShut, StaffAction.AccountOpened], acts);
    }

    private static async Task<Page> ActAsync(Pages.Visitor admin, string act)
    {
        var page = await admin.OpenAsync("/accounts?q=employer2");
        return await admin.PressAsync(
            page,
            $"form:has(input[value={act}]) button",
            new Dictionary<string, string> { ["reason"] = "核对身份" });
    }

    private async Task<string> CookieAsync(string user)
    {
        using var scope = application.Services.CreateScope();
        var id = await ReadAsync(db => db.Users.Where(row => row.UserName == user).Select(row => row.Id)
            .SingleAsync(Cancellation));
        var session = await ReadAsync(db => db.Sessions.Where(row => row.UserId == id).Select(row => row.Id)
            .FirstAsync(Cancellation));
        var options = scope.ServiceProvider
            .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var ticket = new AuthenticationTicket(Entrance.PrincipalOf(id, session, Scheme), Scheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    private Task SetSeenAsync(string user, DateTimeOffset at) => WriteAsync(async db => await db.Sessions
        .Where(row => db.Users.Any(found => found.Id == row.UserId && found.UserName == user))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, at), Cancellation));

    private Task<DateTimeOffset> SeenAsync(string user) => ReadAsync(db => db.Sessions
        .Where(row => db.Users.Any(found => found.Id == row.UserId && found.UserName == user))
        .Select(row => row.SeenAt).SingleAsync(Cancellation));

    private async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var scope = application.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    private async Task WriteAsync(Func<AppDbContext, Task> write)
    {
        await using var scope = application.Services.CreateAsyncScope();
        await write(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }
}
