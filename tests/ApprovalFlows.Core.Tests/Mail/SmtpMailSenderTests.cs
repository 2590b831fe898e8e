using System.Text;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Mail;

/// <summary>What really goes over the wire.</summary>
public sealed partial class SmtpMailSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letter_InEachLanguage_ArrivesAsTextAndHtmlWithRightHeaders()
    {
        await using var desk = await MailDesk.StartAsync(DatabaseKind.Sqlite);
        foreach (var language in TextResources.Languages) await desk.AddAsync(LetterTo(desk, language.Name));

        await desk.RunAsync();

        var mails = (await desk.Server.StopAsync()).ToDictionary(
            mail => mail.To.Single().Split('@')[0], StringComparer.OrdinalIgnoreCase);
        MustBe(mails["zh-CN"].Raw, "zh-CN", "【期限提醒】案件YG-2026-000001", "办理期限提醒：", "zh-CN");
        MustBe(mails["vi"].Raw, "vi", "[Nhắc thời hạn] Hồ sơ YG-2026-000001", "Nhắc thời hạn giải quyết:", "vi");
        MustBe(
            mails["en"].Raw,
            "en",
            "[Deadline reminder] Case YG-2026-000001",
            "A deadline needs your attention:",
            "en");
    }

    [Fact]
    public async Task Subject_LongAndInTwoScripts_IsWholeInEveryEncodedWord()
    {
        var subject = string.Concat(Enumerable.Repeat("办理时限已用七成，Hồ sơ đã dùng bảy phần mười; 𠮷", 6));
        await using var desk = await MailDesk.StartAsync(DatabaseKind.Sqlite);
        await desk.AddAsync(OutboxRow.Of(new Workflows.Storage.OutboxMessage(
            "long",
            Workflows.Execution.OutboxWork.MailKind,
            "",
            "",
            new OutgoingMail { Id = "long", To = ["a@example.org"], Subject = subject + "\r\nBcc: x@y.z", Text = "…" }
                .ToPayload(),
            desk.Now)));

        await desk.RunAsync();

        var mail = Assert.Single(await desk.Server.StopAsync());
        Assert.Equal(["a@example.org"], mail.To);
        Assert.Equal(subject + " Bcc: x@y.z", MailText.Parse(mail.Raw).Subject);
        var words = EncodedWord().Matches(mail.Raw);
        Assert.True(words.Count > 6);
        Assert.All(words, word => Assert.DoesNotContain(
            '�', Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value))));
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
    }

    [Fact]
    public async Task Tls_CertificateOfAStranger_SendsNothing()
    {
        using var certificate = new MailServerCertificate();
        await using var desk = await MailDesk.StartAsync(
            DatabaseKind.Sqlite,
            new MailServerSettings { Certificate = certificate.CertificateFile, Key = certificate.KeyFile },
            mail => mail.UseTls = true);
        await desk.PutAsync("secret", "somebody@example.org");

        await desk.RunAsync();

        Assert.Empty(await desk.Server.StopAsync());
        var row = Assert.Single(await desk.RowsAsync());
        Assert.StartsWith("secret Waiting 1 The mail server did not take it: ", row, StringComparison.Ordinal);
        Assert.Contains("The remote certificate", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_ServerWithoutIt_GetsNothing()
    {
        await using var desk = await MailDesk.StartAsync(DatabaseKind.Sqlite, null, mail => mail.UseTls = true);
        await desk.PutAsync("secret", "somebody@example.org");

        await desk.RunAsync();

        Assert.Empty(await desk.Server.StopAsync());
        Assert.Equal(OutboxStatus.Waiting, (await desk.RowAsync("secret")).Status);
    }

    [Theory]
    [InlineData("right", OutboxStatus.Done)]
    [InlineData("wrong", OutboxStatus.Waiting)]
    public async Task Password_RightOrWrong_DecidesButLosesNothing(string password, OutboxStatus expected)
    {
        await using var desk = await MailDesk.StartAsync(
            DatabaseKind.Sqlite,
            new MailServerSettings { User = "permits", Password = "right" },
            mail => (mail.UserName, mail.Password) = ("permits", password));
        await desk.PutAsync("mail", "somebody@example.org");

        await desk.RunAsync();

        Assert.Equal(expected, (await desk.RowAsync("mail")).Status);
        var mails = await desk.Server.StopAsync();
        Assert.Equal(expected == OutboxStatus.Done ? ["permits"] : [], mails.Select(mail => mail.User!));
    }

    private static OutboxRow LetterTo(MailDesk desk, string language)
    {
        var user = new User { DisplayName = "窗口工作人员", Language = language, Email = $"{language}@example.org" };
        var line = new MessageLine(
            new Sentence("Deemed.Applicant", "YG-2026-000001 <&>", new DateOnly(2026, 3, 2)), "YG-2026-000001", null);
        var subject = new Sentence("Letter.Subject", "YG-2026-000001", MessageService.KindName(MessageKind.Reminder));
        var letter = new Letter($"message-{language}", MessageKind.Reminder, subject, [line], "/messages");
        return desk.Host.Get<LetterWriter>().Write(user, letter, desk.Now, desk.Now)!;
    }

    private static void MustBe(string raw, string language, string subject, string opening, string html)
    {
        var mail = MailText.Parse(raw);
        var sentence = new Sentence("Deemed.Applicant", "YG-2026-000001 <&>", new DateOnly(2026, 3, 2))
            .In(TextResources.Of(language));
        Assert.Equal(subject, mail.Subject);
        Assert.Equal($"<message-{language}@example.com>", mail.Headers["Message-ID"]);
        Assert.Equal("noreply@example.com", mail.Headers["From"]);
        Assert.Equal($"{language}@example.org", mail.Headers["To"], ignoreCase: true);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.StartsWith("multipart/alternative", mail.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(
            mail.Headers["Date"], System.Globalization.CultureInfo.InvariantCulture, out _));
        Assert.True(
            raw.IndexOf("text/plain; charset=utf-8", StringComparison.Ordinal)
                < raw.IndexOf("text/html; charset=utf-8", StringComparison.Ordinal));
        Assert.Contains(opening, mail.Text!, StringComparison.Ordinal);
        Assert.Contains(sentence, mail.Text!, StringComparison.Ordinal);
        Assert.Contains("https://permits.example.com/cases/YG-2026-000001\r\n", mail.Text!, StringComparison.Ordinal);
        Assert.Contains("https://permits.example.com/messages\r\n", mail.Text!, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{html}\">", mail.Html!, StringComparison.Ordinal);
        Assert.Contains(opening, mail.Html!, StringComparison.Ordinal);
        Assert.Contains("YG-2026-000001 &lt;&amp;&gt;", mail.Html!, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"https://permits.example.com/cases/YG-2026-000001\"", mail.Html!, StringComparison.Ordinal);
        Assert.DoesNotContain("窗口工作人员", mail.Text! + mail.Html, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]+)\?=")]
    private static partial Regex EncodedWord();
}
