using System.Text.RegularExpressions;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Organisation;

/// <summary>The fields of an account as pages, requests and refusals name them.</summary>
public static class AccountFields
{
    public const string UserName = "userName";
    public const string DisplayName = "displayName";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Language = "language";
    public const string Roles = "roles";
    public const string Enterprise = "enterprise";
    public const string Worker = "worker";

    public const int MaxUserNameLength = 40;
    public const int MaxDisplayNameLength = 100;
}

/// <summary>What an administrator writes about an account.</summary>
public sealed record AccountWish
{
    /// <summary>Of a new account; it stays for ever, because signatures and records name it.</summary>
    public string? UserName { get; init; }
    public string? DisplayName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Language { get; init; }
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Credit code of the enterprise for which the person applies.</summary>
    public string? Enterprise { get; init; }

    /// <summary>
    /// Personal number, or number of a document, of the worker whose account it is; blank keeps the present one.
    /// </summary>
    public string? Worker { get; init; }
}

/// <summary>What was written, checked.</summary>
public sealed record AccountFacts(
    string UserName, string DisplayName, string? Email, string? Phone, string Language, IReadOnlyList<string> Roles)
{
    public Enterprise? Enterprise { get; init; }
    public Worker? Worker { get; init; }
}

/// <summary>Reads what was written about an account and gathers what is wrong with it.</summary>
public sealed partial class AccountCheck(AppDbContext db, SubjectService workers)
{
    private static readonly string[] Outside = [Roles.Applicant, Roles.Worker];

    // Entries of nobody and of the system bear these names.
    private static readonly string[] Reserved = [Actor.System.UserName, Actor.Anonymous.UserName];

    /// <param name="wish">What was written.</param>
    /// <param name="known">The account that is changed; null for a new one.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="RuleViolation">Something is wrong.</exception>
    public async Task<AccountFacts> ReadAsync(AccountWish wish, User? known, CancellationToken cancellation = default)
    {
        var reader = new FactReader(new Dictionary<string, string?>
        {
            [AccountFields.UserName] = wish.UserName,
            [AccountFields.DisplayName] = wish.DisplayName,
            [AccountFields.Email] = wish.Email,
            [AccountFields.Phone] = wish.Phone,
            [AccountFields.Enterprise] = wish.Enterprise,
            [AccountFields.Worker] = wish.Worker,
        });
        var userName = known?.UserName ?? await UserNameAsync(reader, cancellation);
        var displayName = DisplayNameOf(reader);
        var email = reader.Text(AccountFields.Email, FailedAddress.MaxLength) is { } address
            ? Gather(reader, () => FailedAddressService.MustBeAddress(address, AccountFields.Email))
            : null;
        var phone = reader.Text(AccountFields.Phone, AccountFields.MaxUserNameLength) is { } number
            ? Gather(reader, () => MailChoiceService.MustBePhone(number))
            : null;
        var language = Gather(reader, () => MailChoiceService.MustBeLanguage(wish.Language ?? "")) ?? "";
        var roles = RolesOf(wish.Roles, reader);
        var facts = new AccountFacts(userName, displayName, email, phone, language, roles)
        {
            Enterprise = await EnterpriseAsync(reader, roles, cancellation),
            Worker = await WorkerAsync(reader, roles, known, cancellation),
        };
        return reader.IsRight ? facts : throw RuleViolation.Invalid(reader.Errors);
    }

    /// <summary>Those outside have one role, and an account of an office or of the house has none of theirs.</summary>
    internal static Sentence? FaultOf(IReadOnlyList<string> roles) => roles switch
    {
        [] => new Sentence("FieldRequired"),
        _ when roles.Except(Roles.All).FirstOrDefault() is { } unknown => new Sentence("AccountRoleUnknown", unknown),
        { Count: > 1 } when roles.Any(Outside.Contains) => new Sentence("AccountRolesApart"),
        _ => null,
    };

    private static string[] RolesOf(IReadOnlyList<string> wanted, FactReader reader)
    {
        string[] roles = [.. wanted.Distinct(StringComparer.Ordinal)];
        var fault = FaultOf(roles);
        reader.Fail(AccountFields.Roles, fault);
        return fault is null ? roles : [];
    }

    private async Task<string> UserNameAsync(FactReader reader, CancellationToken cancellation)
    {
        if (reader.Text(AccountFields.UserName, AccountFields.MaxUserNameLength, required: true) is not { } name)
            return "";
        var upper = name.ToUpperInvariant();
        if (!UserNames().IsMatch(name)) reader.Fail(AccountFields.UserName, "AccountNameWrong");
        else if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
            || await db.Users.AnyAsync(user => user.NormalizedUserName == upper, cancellation))
            reader.Fail(AccountFields.UserName, "AccountNameTaken", name);
        return name;
    }

    private static string DisplayNameOf(FactReader reader)
    {
        var name = reader.Text(AccountFields.DisplayName, AccountFields.MaxDisplayNameLength, required: true) ?? "";
        if (name.Any(CleanText.IsForbidden)) reader.Fail(AccountFields.DisplayName, "Field.Characters");
        // Nobody may be called as somebody's deputy signs.
        if (Signature.Shown(name) != name) reader.Fail(AccountFields.DisplayName, "AccountNameSigns");
        return name;
    }

    private async Task<Enterprise?> EnterpriseAsync(
        FactReader reader, string[] roles, CancellationToken cancellation)
    {
        var isNeeded = roles.Contains(Roles.Applicant);
        var code = reader.Checked(AccountFields.Enterprise, UnifiedSocialCreditCode.Check, isNeeded);
        if (code is null || reader.HasFailed(AccountFields.Enterprise)) return null;
        var firm = await db.Enterprises.FirstOrDefaultAsync(
            row => row.UnifiedSocialCreditCode == code, cancellation);
        if (firm is null) reader.Fail(AccountFields.Enterprise, "EnterpriseUnknown", code);
        else if (!isNeeded && roles.Length > 0) reader.Fail(AccountFields.Enterprise, "AccountEnterpriseNeedless");
        return firm;
    }

    private async Task<Worker?> WorkerAsync(
        FactReader reader, string[] roles, User? known, CancellationToken cancellation)
    {
        var isNeeded = roles.Contains(Roles.Worker);
        var number = reader.Text(AccountFields.Worker, AccountFields.MaxUserNameLength);
        if (number is null && isNeeded && known?.WorkerId is { } own)
            return await db.Workers.FindAsync([own], cancellation);
        if (number is null)
        {
            if (isNeeded) reader.Fail(AccountFields.Worker, "FieldRequired");
            return null;
        }

        var worker = await workers.FindAsync(number.ToUpperInvariant(), cancellation);
        if (worker is null) reader.Fail(AccountFields.Worker, "AccountWorkerUnknown");
        else if (!isNeeded && roles.Length > 0) reader.Fail(AccountFields.Worker, "AccountWorkerNeedless");
        else if (await HasAccountAsync(worker, known, cancellation))
            reader.Fail(AccountFields.Worker, "AccountWorkerTaken");
        return worker;
    }

    private Task<bool> HasAccountAsync(Worker worker, User? known, CancellationToken cancellation)
    {
        var self = known?.Id ?? Guid.Empty;
        return db.Users.AnyAsync(user => user.WorkerId == worker.Id && user.Id != self, cancellation);
    }

    // Rules of others are told beside ours, not one after the other.
    private static T? Gather<T>(FactReader reader, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RuleViolation wrong)
        {
            foreach (var (field, sentences) in wrong.Errors) reader.Fail(field, sentences[0]);
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]+\z")]
    private static partial Regex UserNames();
}
