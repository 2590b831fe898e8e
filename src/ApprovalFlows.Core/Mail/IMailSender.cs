namespace ApprovalFlows.Core.Mail;

/// <summary>
/// Gives mails to whoever carries them on. The first mail opens a connection; it is kept for the
/// following ones until the sender is disposed.
/// </summary>
public interface IMailSender : IDisposable
{
    /// <returns>Whom it was not sent to, and why. Nobody named in it has got the mail.</returns>
    /// <exception cref="MailServerException">
    /// The server could not be reached, or its answer was lost: nobody is known to have got the mail.
    /// </exception>
    Task<IReadOnlyList<MailRefusal>> SendAsync(OutgoingMail mail, CancellationToken cancellation = default);
}

/// <summary>One recipient to whom the server would not deliver.</summary>
/// <param name="Address">The recipient.</param>
/// <param name="Code">What the server answered: from 500 for good, below for now.</param>
/// <param name="Answer">The same in its own words.</param>
/// <param name="IsOfAddress">Whether the address is the cause, and not the sender or the text.</param>
public sealed record MailRefusal(string Address, int Code, string Answer, bool IsOfAddress)
{
    public bool IsPermanent => Code >= 500;
}

/// <summary>The server, and not this mail or its recipient, is the cause: others would fare the same.</summary>
public sealed class MailServerException(string message, Exception? cause = null) : Exception(message, cause);
