using System.Net.Mail;
using System.Text;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Mail;

/// <summary>An address, and whose it is.</summary>
public sealed record FailedAddressView(FailedAddress Failed, IReadOnlyList<string> People);

/// <summary>The list of addresses that mails do not reach, for administrators.</summary>
public sealed class FailedAddressService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    /// <summary>The suppressed ones first, then by when they last refused.</summary>
    public async Task<Paged<FailedAddressView>> ListAsync(
        int page, int pageSize, CancellationToken cancellation = default)
    {
        var found = await db.FailedAddresses.AsNoTracking()
            .OrderByDescending(failed => failed.SuppressedAt != null)
            .ThenByDescending(failed => failed.LastAt).ThenBy(failed => failed.Address)
            .ToPageAsync(page, pageSize, cancellation);
        var keys = found.Items.Select(failed => failed.Address.ToUpperInvariant()).ToList();
        var people = (await db.Users.AsNoTracking()
                .Where(user => keys.Contains(user.NormalizedEmail!))
                .Select(user => new { user.NormalizedEmail, user.DisplayName })
                .ToListAsync(cancellation))
            .ToLookup(user => user.NormalizedEmail, user => user.DisplayName);
        return new Paged<FailedAddressView>(
            [
                .. found.Items.Select(failed => new FailedAddressView(
                    failed, [.. people[failed.Address.ToUpperInvariant()].Order(StringComparer.Ordinal)])),
            ],
            found.TotalCount, found.Page, found.PageSize);
    }

    /// <summary>A mail came back later, to somebody who read it.</summary>
    public async Task NoteAsync(string? address, string? reason, CancellationToken cancellation = default)
    {
        MustBeAdministrator();
        var key = FailedAddress.KeyOf(MustBeAddress(address, "address"));
        var why = StaffLog.MustHaveReason(reason, FailedAddress.MaxReasonLength);
        var failed = await db.FailedAddresses.FindAsync([key], cancellation);
        if (failed is null) db.FailedAddresses.Add(failed = new FailedAddress { Address = key, Reason = why });
        failed.Note(current.Actor.DisplayName, why, time.GetUtcNow());
    }

    public async Task LiftAsync(string? address, string? reason, CancellationToken cancellation = default)
    {
        MustBeAdministrator();
        var why = StaffLog.MustHaveReason(reason, FailedAddress.MaxReasonLength);
        var failed = await db.FailedAddresses.FindAsync([FailedAddress.KeyOf(address ?? "")], cancellation)
            ?? throw new RuleViolation("Mail.AddressNotSuppressed");
        failed.Lift(current.Actor.DisplayName, why, time.GetUtcNow());
    }

    /// <summary>One address without a name before it, in letters every server takes.</summary>
    /// <exception cref="RuleViolation">It is none.</exception>
    public static string MustBeAddress(string? text, string field)
    {
        var address = text?.Trim() ?? "";
        return address.Length is > 0 and <= FailedAddress.MaxLength
            && Ascii.IsValid(address)
            && MailAddress.TryCreate(address, out var read) && read.Address == address && read.Host.Contains('.')
            ? address
            : throw RuleViolation.Invalid(field, "Mail.AddressWrong");
    }

    private void MustBeAdministrator()
    {
        if (!current.Actor.IsIn(Roles.Admin)) throw RuleViolation.Forbidden("NotAllowed");
    }
}
