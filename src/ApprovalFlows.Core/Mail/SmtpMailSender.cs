using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Mail;

/// <summary>
/// Sends through the configured server. The framework's client keeps its connection from mail to mail, gives it
/// up after a failure and opens another one for the next mail.
/// </summary>
public sealed class SmtpMailSender(IOptions<ApprovalFlowsOptions> options) : IMailSender
{
    private const string AnswerMark = "The server response was: ";

    // What the client does not notice itself, such as a name that is never resolved.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private SmtpClient? client;

    private MailOptions Settings => options.Value.Mail;

    public async Task<IReadOnlyList<MailRefusal>> SendAsync(
        OutgoingMail mail, CancellationToken cancellation = default)
    {
        var refused = await TrySendAsync(mail, cancellation);
        if (mail.Recipients.Count == 1 || refused.Count == 0 || refused.Any(one => one.IsOfAddress)) return refused;
        // The client gives up at an answer such as 554 to one of them; alone it is seen whom it meant.
        var alone = new List<MailRefusal>();
        foreach (var recipient in mail.Recipients)
            alone.AddRange(await SendAloneAsync(mail.Only([recipient]), cancellation));
        return alone;
    }

    public void Dispose() => client?.Dispose();

    // Others may have got it by now: that must not be forgotten because the server went away.
    private async Task<IReadOnlyList<MailRefusal>> SendAloneAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            return await TrySendAsync(mail, cancellation);
        }
        catch (MailServerException failure)
        {
            var code = (int)SmtpStatusCode.ServiceNotAvailable;
            return [new MailRefusal(mail.Recipients[0], code, failure.Message, IsOfAddress: false)];
        }
    }

    private async Task<IReadOnlyList<MailRefusal>> TrySendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var message = mail.ToMessage(Settings.From);
        try
        {
            // The answer is waited for even when the program ends: without it the mail would go out again.
            await Client().SendMailAsync(message, CancellationToken.None)
                .WaitAsync(TimeSpan.FromSeconds(Settings.TimeoutSeconds) + Grace, CancellationToken.None);
            return [];
        }
        catch (SmtpFailedRecipientsException some)
        {
            return [.. some.InnerExceptions.Select(OfAddress)];
        }
        catch (SmtpFailedRecipientException one)
        {
            return [OfAddress(one)];
        }
        catch (SmtpException failure) when (IsOfThisMail(failure.StatusCode))
        {
            return [.. mail.Recipients.Select(address => new MailRefusal(
                address, (int)failure.StatusCode, AnswerOf(failure), IsOfAddress: false))];
        }
        catch (Exception failure) when (failure is SmtpException or AuthenticationException or TimeoutException)
        {
            Forget();
            throw new MailServerException(AnswerOf(failure), failure);
        }
    }

    private SmtpClient Client() => client ??= new SmtpClient(Settings.Host, Settings.Port)
    {
        EnableSsl = Settings.UseTls,
        Timeout = (int)TimeSpan.FromSeconds(Settings.TimeoutSeconds).TotalMilliseconds,
        Credentials = string.IsNullOrEmpty(Settings.UserName)
            ? null
            : new NetworkCredential(Settings.UserName, Settings.Password),
    };

    private void Forget()
    {
        client?.Dispose();
        client = null;
    }

    private static MailRefusal OfAddress(SmtpFailedRecipientException failure) => new(
        failure.FailedRecipient?.Trim('<', '>') ?? "",
        (int)failure.StatusCode,
        AnswerOf(failure),
        IsOfAddress: true);

    // 421: it closes. 500 to 504 and 53x: it does not understand us, or wants another sign-in or encryption.
    private static bool IsOfThisMail(SmtpStatusCode code) => (int)code is (>= 450 and < 454) or (>= 550 and < 560);

    private static string AnswerOf(Exception failure)
    {
        var at = failure.Message.IndexOf(AnswerMark, StringComparison.Ordinal);
        if (at >= 0) return failure.Message[(at + AnswerMark.Length)..];
        return failure.InnerException is { } cause ? $"{failure.Message} {cause.Message}" : failure.Message;
    }
}
