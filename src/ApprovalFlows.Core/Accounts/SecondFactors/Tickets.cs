using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

public enum TicketPurpose
{
    /// <summary>The right password came; the code is still to come.</summary>
    SignIn,

    /// <summary>Somebody turns the second factor on; its secret is not kept anywhere else yet.</summary>
    TurningOn,
}

/// <summary>
/// What a page carries from one form to the next: for one person, until the password changes, for a short time.
/// </summary>
public sealed record Ticket(Guid User, string? Stamp, DateTimeOffset Until, string Content)
{
    public bool IsOf(User user) => user.Id == User && user.SecurityStamp == Stamp;
}

/// <summary>Writes tickets and reads them again, on any node; the page that holds one can do neither.</summary>
public sealed class Tickets(IDataProtectionProvider protection, RealTime time)
{
    public string Write(TicketPurpose purpose, User user, TimeSpan life, string content) =>
        ProtectorOf(purpose).Protect(JsonSerializer.Serialize(
            new Ticket(user.Id, user.SecurityStamp, time.Now + life, content)));

    /// <summary>Null for what is none of ours, for another purpose or too old.</summary>
    public Ticket? Read(TicketPurpose purpose, string text)
    {
        try
        {
            var ticket = JsonSerializer.Deserialize<Ticket>(ProtectorOf(purpose).Unprotect(text));
            return ticket?.Until > time.Now ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(TicketPurpose purpose) =>
        protection.CreateProtector("ApprovalFlows.Ticket", purpose.ToString());
}
