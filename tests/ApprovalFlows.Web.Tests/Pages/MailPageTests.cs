using System.Net;
using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>What people see of mails: their own choice, the failed addresses, and those of development.</summary>
public sealed class MailPageTests : IAsyncDisposable
{
    private const string Addresses = "/api/outbox/addresses";
    private const string Save = "#mail-choice button[type=submit]";
    private readonly TestApplication application = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Address_ThatFailed_IsNotedSeenByItsPersonAndCorrected()
    {
        using var admin = await SignInAsync("admin");
        using var window = await SignInAsync("window");
        var list = await admin.OpenAsync("/outbox/addresses");

        var noted = await admin.PressAsync(list, "main details form button[type=submit]", new Dictionary<string, string>
        {
            ["address"] = "window@example.org",
            ["reason"] = "退信：用户不存在",
        });
        var told = await window.OpenAsync("/messages");
        var refused = await window.PressAsync(
            told, Save, new Dictionary<string, string> { ["address"] = "nowhere" });
        var saved = await window.PressAsync(
            refused, Save, new Dictionary<string, string> { ["address"] = "window@example.net" });

        Assert.Contains("退信：用户不存在", noted.Text);
        Assert.Contains("系统管理员登记退信", noted.Text);
        Assert.Contains("您的邮箱window@example.org无法收到邮件", told.Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["请填写一个有效的邮箱地址。"], refused.Errors);
        Assert.Contains("value=\"nowhere\"", refused.Text);
        Assert.Contains("已保存。", saved.Text);
        Assert.DoesNotContain("无法收到邮件", saved.Text);
        Assert.Contains("value=\"window@example.net\"", saved.Text);
    }

    [Fact]
    public async Task Address_OverTheApi_IsNotedListedAndLifted()
    {
        using var admin = new ApiUser(application.CreateClient());
        using var auditor = new ApiUser(application.CreateClient());
        await admin.SignInAsync("admin", Cancellation);
        await auditor.SignInAsync("auditor", Cancellation);
        var wanted = new { address = "window@example.org", reason = "退信" };

        var noted = await admin.SendAsync(HttpMethod.Post, Addresses, wanted, Cancellation);
        var twice = await admin.SendAsync(HttpMethod.Post, Addresses, wanted, Cancellation);
        var listed = (await auditor.SendAsync(HttpMethod.Get, Addresses, null, Cancellation)).MustSucceed();
        var lifted = await admin.SendAsync(HttpMethod.Post, $"{Addresses}/lifting", wanted, Cancellation);
        var again = await admin.SendAsync(HttpMethod.Post, $"{Addresses}/lifting", wanted, Cancellation);
        var without = await admin.SendAsync(
            HttpMethod.Post, $"{Addresses}/lifting", new { wanted.address }, Cancellation);
        var after = (await auditor.SendAsync(HttpMethod.Get, Addresses, null, Cancellation)).MustSucceed();

        Assert.Equal(
            [204, 409, 204, 409, 422],
            new[] { noted, twice, lifted, again, without }.Select(answer => (int)answer.Status));
        var before = Assert.Single(listed.GetProperty("items").EnumerateArray());
        Assert.True(before.GetProperty("isSuppressed").GetBoolean());
        Assert.Equal("退信", before.GetProperty("reason").GetString());
        var item = Assert.Single(after.GetProperty("items").EnumerateArray());
        Assert.False(item.GetProperty("isSuppressed").GetBoolean());
        Assert.Equal("退信", item.GetProperty("liftReason").GetString());
    }

    [Fact]
    public async Task DevelopmentMail_OfALetter_IsJsonForProgramsAndPagesForPeople()
    {
        await WriteAsync("message-1");
        using var run = await application.CreateClient().PostAsync("/dev/jobs/outbox/run", null, Cancellation);
        using var visitor = new Visitor(application);

        var list = await JsonAsync("/dev/mail");
        var one = await JsonAsync("/dev/mail/message-1");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/dev/mail");
        asked.Headers.Add("Accept", "text/html");
        using var page = await visitor.AskAsync(asked);
        using var askedForOne = new HttpRequestMessage(HttpMethod.Get, "/dev/mail/message-1");
        askedForOne.Headers.Add("Accept", "text/html");
        using var pageOfOne = await visitor.AskAsync(askedForOne);
        using var html = await application.CreateClient().GetAsync("/dev/mail/message-1/html", Cancellation);
        using var none = await application.CreateClient().GetAsync("/dev/mail/..%2Fapproval-flows", Cancellation);

        Assert.Equal("message-1", list.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal("[Urging] Case YG-2026-000001", one.GetProperty("subject").GetString());
        Assert.Contains("more; see the system", one.GetProperty("text").GetString());
        Assert.Contains("<html lang=\"en\">", one.GetProperty("html").GetString());
        Assert.Contains("style-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains("href=\"/dev/mail/message-1\"", await page.Content.ReadAsStringAsync(Cancellation));
        var text = await pageOfOne.Content.ReadAsStringAsync(Cancellation);
        Assert.Matches("<iframe [^>]*sandbox(=\"\")? src=\"/dev/mail/message-1/html\"", text);
        Assert.StartsWith(
            "sandbox;", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Unread_WhenAMessageComes_IsToldByTheStreamOfThePage()
    {
        using var employer = await SignInAsync("employer");
        var page = await employer.OpenAsync("/messages");
        var live = application.Services.GetRequiredService<InboxLive>();
        var actor = await ActorAsync("employer");
        using var listener = live.Listen(actor)!;

        await live.LookAsync(Cancellation);
        var before = await listener.Counts.ReadAsync(Cancellation);
        await TellAsync("employer");
        await live.LookAsync(Cancellation);
        var after = await listener.Counts.ReadAsync(Cancellation);

        Assert.NotNull(page.Document.QuerySelector("[data-live='/inbox/live']"));
        Assert.NotNull(page.Document.QuerySelector("[data-live-unread] .badge-count[hidden]"));
        Assert.Equal((null, before.Unread + 1), (after.Tasks, after.Unread));
        Assert.Null(
            (await employer.OpenAsync("/messages")).Document.QuerySelector("[data-live-unread] .badge-count[hidden]"));
    }

    private async Task<Visitor> SignInAsync(string account)
    {
        var visitor = new Visitor(application);
        await visitor.SignInAsync(account);
        return visitor;
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await application.CreateClient().GetAsync(address, Cancellation);
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private UnitOfWork Work => application.Services.GetRequiredService<UnitOfWork>();

    private Task WriteAsync(string id) => Work.RunAsync<AppDbContext>(
        null,
        db =>
        {
            var user = new User { DisplayName = "x", Language = "en", Email = "somebody@example.org" };
            var subject = new Sentence(
                "Letter.Subject", "YG-2026-000001", MessageService.KindName(MessageKind.Urging));
            var letter = new Letter(
                id,
                MessageKind.Urging,
                subject,
                [new MessageLine(new Sentence("Digest.More", 1), null, null)],
                "/messages");
            var now = application.Clock.GetUtcNow();
            db.Outbox.Add(application.Services.GetRequiredService<LetterWriter>().Write(user, letter, now, now)!);
            return Task.CompletedTask;
        },
        Cancellation);

    private Task TellAsync(string account) => Work.RunAsync<MessageService>(
        null,
        async service => await service.TellAsync(
            [(await ActorAsync(account)).UserId],
            new MessageDraft
            {
                Kind = MessageKind.Paper,
                Key = "one-more",
                Text = new Sentence("Digest.More", 1),
                Mail = MailTime.Digest,
            },
            Cancellation),
        Cancellation);

    private async Task<Actor> ActorAsync(string account)
    {
        await using var scope = application.Services.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Users
            .Where(user => user.UserName == account).Select(user => user.Id).SingleAsync(Cancellation);
        return (await scope.ServiceProvider.GetRequiredService<ActorService>().FindAsync(id, Cancellation))!;
    }
}
