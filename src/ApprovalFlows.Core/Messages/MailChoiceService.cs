using System.Text.RegularExpressions;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Messages;

public sealed record MailChoice
{
    public required bool WantsMail { get; init; }
    public required bool WantsDigestMail { get; init; }
    public required string Language { get; init; }
    public required string? Address { get; init; }

    /// <summary>Since when nothing is sent to the address any more, because it refuses mails.</summary>
    public DateTimeOffset? SuppressedSince { get; init; }

    /// <summary>Whether there is a gateway for short messages.</summary>
    public bool OffersTextMessages { get; init; }
    public bool WantsTextMessages { get; init; }
    public string? Phone { get; init; }
}

/// <summary>What a person wants to change; null leaves it as it is.</summary>
public sealed record MailChoiceChange
{
    public bool? WantsMail { get; init; }
    public bool? WantsDigestMail { get; init; }
    public string? Language { get; init; }
    public string? Address { get; init; }
    public bool? WantsTextMessages { get; init; }
    public string? Phone { get; init; }
}

/// <summary>
/// What a person chooses about mails and short messages. The messages inside the program always stay.
/// </summary>
public sealed partial class MailChoiceService(
    AppDbContext db, CurrentActor current, IOptions<ApprovalFlowsOptions> options, TimeProvider time)
{
    public async Task<MailChoice> ShowAsync(CancellationToken cancellation = default)
    {
        var me = await FindAsync(cancellation);
        var failed = me.Email is { Length: > 0 } address
            ? await db.FailedAddresses.FindAsync([FailedAddress.KeyOf(address)], cancellation)
            : null;
        return new MailChoice
        {
            WantsMail = me.WantsMail,
            WantsDigestMail = me.WantsDigestMail,
            Language = TextResources.Of(me.Language).Name,
            Address = me.Email,
            SuppressedSince = failed?.SuppressedAt,
            OffersTextMessages = options.Value.TextMessages.Enabled,
            WantsTextMessages = me.WantsTextMessages,
            Phone = me.PhoneNumber,
        };
    }

    public async Task SetAsync(MailChoiceChange change, CancellationToken cancellation = default)
    {
        var me = await FindAsync(cancellation);
        me.WantsMail = change.WantsMail ?? me.WantsMail;
        me.WantsDigestMail = change.WantsDigestMail ?? me.WantsDigestMail;
        if (change.Language is { } language) me.Language = MustBeLanguage(language);
        if (change.Address is { } address) await SetAddressAsync(me, address, cancellation);
        if (change.Phone is { } phone) me.PhoneNumber = MustBePhone(phone);
        me.WantsTextMessages = change.WantsTextMessages ?? me.WantsTextMessages;
        if (me.WantsTextMessages && me.PhoneNumber is null)
            throw RuleViolation.Invalid("phone", "Mail.PhoneMissing");
    }

    // Whoever gives an address says that it works, even if it is the old one.
    private async Task SetAddressAsync(User me, string text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            (me.Email, me.NormalizedEmail) = (null, null);
            return;
        }

        var address = FailedAddressService.MustBeAddress(text, "address");
        (me.Email, me.NormalizedEmail) = (address, address.ToUpperInvariant());
        var failed = await db.FailedAddresses.FindAsync([FailedAddress.KeyOf(address)], cancellation);
        if (failed is { IsSuppressed: true }) failed.Lift(current.Actor.DisplayName, null, time.GetUtcNow());
    }

    internal static string MustBeLanguage(string language) =>
        TextResources.Languages.FirstOrDefault(known => known.Name == language)?.Name
            ?? throw RuleViolation.Invalid(
                "language", "FieldMustBe", string.Join(" | ", TextResources.Languages.Select(known => known.Name)));

    internal static string? MustBePhone(string text)
    {
        var phone = Separators().Replace(text, "");
        if (phone.Length == 0) return null;
        return PhoneNumber().IsMatch(phone) ? phone : throw RuleViolation.Invalid("phone", "Mail.PhoneWrong");
    }

    private async Task<User> FindAsync(CancellationToken cancellation) =>
        await db.Users.FindAsync([current.Actor.UserId], cancellation)
            ?? throw RuleViolation.Forbidden("SignInRequired");

    [GeneratedRegex(@"[\s().-]")]
    private static partial Regex Separators();

    // E.164: at most fifteen digits.
    [GeneratedRegex(@"^\+?[0-9]{6,15}$")]
    private static partial Regex PhoneNumber();
}
