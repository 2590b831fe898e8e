using System.Globalization;
using System.Net.Http.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Mail;

/// <summary>From what a person does on the site to the mail in another person's mailbox.</summary>
public sealed class MailTests
{
    private const string Address = "cua-tiep-nhan@example.org";
    private const string Password = "open-sesame-7";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Urging_OfACase_ArrivesEncryptedInTheLanguageOfItsReader()
    {
        using var certificate = new MailServerCertificate();
        await using var mails = await MailServer.StartAsync(
            new MailServerSettings
            {
                User = "permits",
                Password = Password,
                Certificate = certificate.CertificateFile,
                Key = certificate.KeyFile,
            },
            Cancellation);
        await using var server = ServerFor(mails, certificate);
        await server.StartAsync(Cancellation);
        var day = await MoveToOfficeHoursAsync(server);
        using var window = await SignInAsync(server, "window");
        (await window.SendAsync(
            HttpMethod.Put, "/api/messages/choice", new { address = Address, language = "vi" }, Cancellation))
            .MustSucceed();
        using var employer = await SignInAsync(server, "employer");
        var number = await employer.ApplyAsync(day.AddDays(60), Cancellation);
        var task = (await window.FindTasksAsync(number, Cancellation)).Single().GetProperty("id").GetGuid();

        (await employer.SendAsync(HttpMethod.Post, $"/api/tasks/{task}/reminder", new { }, Cancellation)).MustSucceed();

        var got = await mails.NextAsync(Cancellation);
        Assert.Equal(("taken", "permits", true), (got.Fate, got.User, got.IsSecure));
        Assert.Equal([Address], got.To);
        var mail = MailText.Parse(got.Raw);
        Assert.Equal($"[Đôn đốc] Hồ sơ {number}", mail.Subject);
        Assert.Contains($"https://permits.example.com/tasks/{task}", mail.Text!, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://permits.example.com/tasks/{task}\"", mail.Html!, StringComparison.Ordinal);
        Assert.Matches("^<message-[0-9a-f]{32}@example.com>$", mail.Headers["Message-ID"]);
        Assert.DoesNotContain(Password, server.Output, StringComparison.Ordinal);
    }

    private static ServerProcess ServerFor(MailServer mails, MailServerCertificate certificate) => new()
    {
        Settings =
        {
            ["ApprovalFlows__PublicAddress"] = "https://permits.example.com",
            ["ApprovalFlows__Mail__Host"] = "localhost",
            ["ApprovalFlows__Mail__Port"] = mails.Port.ToString(CultureInfo.InvariantCulture),
            ["ApprovalFlows__Mail__UseTls"] = "true",
            ["ApprovalFlows__Mail__UserName"] = "permits",
            ["ApprovalFlows__Mail__Password"] = Password,
            ["ApprovalFlows__Mail__From"] = "noreply@example.com",
            // Trusted as an administrator would make it trusted, by this process alone.
            ["SSL_CERT_FILE"] = certificate.CertificateFile,
        },
    };

    private static async Task<ApiUser> SignInAsync(ServerProcess server, string account)
    {
        var user = new ApiUser(new HttpClient { BaseAddress = server.Address });
        await user.SignInAsync(account, Cancellation);
        return user;
    }

    // In quiet hours the mail would wait for the morning.
    private static async Task<DateOnly> MoveToOfficeHoursAsync(ServerProcess server)
    {
        var today = ChinaTime.DateOf(TimeProvider.System.GetUtcNow());
        var day = WorkCalendars.Seed["GX"].AddWorkdays(today, 1);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var moved = await client.PostAsJsonAsync(
            "dev/clock",
            new { now = ChinaTime.At(day, new TimeOnly(10, 0)).ToString("O", CultureInfo.InvariantCulture) },
            Cancellation);
        moved.EnsureSuccessStatusCode();
        return day;
    }
}
