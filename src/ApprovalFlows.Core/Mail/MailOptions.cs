using System.ComponentModel.DataAnnotations;
using ApprovalFlows.Core.Outbox;

namespace ApprovalFlows.Core.Mail;

/// <summary>Through which server mails leave, and for how long it is tried.</summary>
public sealed class MailOptions
{
    /// <summary>
    /// SMTP server; empty writes mails as .eml files into the folder <c>mail</c> of the data
    /// directory.
    /// </summary>
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 25;

    /// <summary>STARTTLS; a server that does not offer it, or whose certificate is not trusted, gets nothing.</summary>
    public bool UseTls { get; set; }
    public string? UserName { get; set; }
    public string? Password { get; set; }

    [Required, EmailAddress]
    public string From { get; set; } = "approval-flows@localhost";

    /// <summary>How long the server may take for one mail.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>The pause after the first failure for now; every further one is twice as long.</summary>
    [Range(1, 3600)]
    public int FirstRetrySeconds { get; set; } = 60;

    /// <summary>No pause is longer; after an outage a mail leaves this much later at most.</summary>
    [Range(1, 1440)]
    public int LongestRetryMinutes { get; set; } = 60;

    /// <summary>Pauses of this much in all, then it is given up; a server may be away that long.</summary>
    [Range(1, 720)]
    public int RetryHours { get; set; } = 72;

    /// <summary>Refusals for good in a row after which nothing more is sent to an address.</summary>
    [Range(1, 100)]
    public int RefusalsUntilSuppressed { get; set; } = 3;

    internal RetrySchedule Schedule => RetrySchedule.Over(
        TimeSpan.FromHours(RetryHours),
        TimeSpan.FromSeconds(FirstRetrySeconds),
        TimeSpan.FromMinutes(LongestRetryMinutes));
}
