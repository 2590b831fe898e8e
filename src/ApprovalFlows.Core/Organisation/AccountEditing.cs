using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Registers;

namespace ApprovalFlows.Core.Organisation;

/// <summary>An account with the password to be handed over: this is the only time that it can be read.</summary>
public sealed record GivenPassword(Guid Id, string UserName, string Password, DateTimeOffset Until);

/// <summary>Makes accounts and changes them: each act with its reason in the history of staff.</summary>
public sealed class AccountEditing(
    AppDbContext db,
    AccountAdministration register,
    AccountService accounts,
    AccountCheck check,
    AccountLetters letters,
    Administrators administrators,
    SessionService sessions,
    SignInPauses pauses,
    StaffLog log)
{
    public async Task<GivenPassword> MakeAsync(
        AccountWish wish, string? reason, CancellationToken cancellation = default)
    {
        AccountAdministration.MustBeAdministrator(log.Actor);
        var why = StaffLog.MustHaveReason(reason, PostService.MaxReasonLength);
        var facts = await check.ReadAsync(wish, known: null, cancellation);
        var user = accounts.Add(facts.UserName, facts.DisplayName, facts.Enterprise?.Id);
        foreach (var role in facts.Roles) accounts.Grant(user.Id, role);
        Write(user, facts);
        SetAddress(user, facts.Email);
        var password = accounts.GiveFirstPassword(user);
        var act = log.Add(StaffAction.AccountMade, user.Id, why);
        act.Fields = DifferenceOf(AccountTexts.Empty, AccountTexts.Of(facts)).Write();
        await letters.TellMadeAsync(user, act, cancellation);
        return Given(user, password);
    }

    /// <param name="id">Whose account.</param>
    /// <param name="wish">All fields as they shall be.</param>
    /// <param name="stamp">Of the account as it was read; somebody may have changed it since.</param>
    /// <param name="reason">Why; kept in the history.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task ChangeAsync(
        Guid id, AccountWish wish, string? stamp, string? reason, CancellationToken cancellation = default)
    {
        var user = await register.MustFindAsync(id, cancellation);
        var why = StaffLog.MustHaveReason(reason, PostService.MaxReasonLength);
        if (stamp != user.ConcurrencyStamp) throw new RuleViolation("RecordChanged");
        var facts = await check.ReadAsync(wish, user, cancellation);
        var held = await RolesOfAsync(user.Id, cancellation);
        var difference = DifferenceOf(await TextsOfAsync(user, held, cancellation), AccountTexts.Of(facts));
        if (difference.IsEmpty) return;
        await SetRolesAsync(user, held, facts.Roles, cancellation);
        var act = log.Add(StaffAction.AccountChanged, user.Id, why);
        act.Fields = difference.Write();
        Write(user, facts);
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        // Whoever takes an account over by its address must not be the only one who is told.
        if (string.IsNullOrEmpty(user.Email)) SetAddress(user, facts.Email);
        await letters.TellChangedAsync(user, act, cancellation);
        SetAddress(user, facts.Email);
    }

    /// <summary>Somebody lost the password, or did not use the first one in time. All that is signed in ends.</summary>
    public async Task<GivenPassword> GivePasswordAsync(
        Guid id, string? reason, CancellationToken cancellation = default)
    {
        var user = await register.MustFindAsync(id, cancellation);
        var why = StaffLog.MustHaveReason(reason, PostService.MaxReasonLength);
        if (user.Id == log.Actor.UserId) throw new RuleViolation("AccountOwnPassword");
        var password = accounts.GiveFirstPassword(user);
        var act = log.Add(StaffAction.FirstPasswordGiven, user.Id, why);
        await pauses.EndAsync(user.Id, cancellation);
        await sessions.EndAllAsync(user.Id, kept: null, cancellation);
        await letters.TellFirstPasswordAsync(user, act, cancellation);
        return Given(user, password);
    }

    private async Task SetRolesAsync(
        User user, IReadOnlyList<string> held, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        if (IsLost(Roles.Admin))
        {
            if (user.Id == log.Actor.UserId) throw RuleViolation.Invalid(AccountFields.Roles, "AccountOwnAdmin");
            await administrators.MustRemainAsync(user.Id, cancellation);
        }

        if (IsLost(Roles.Reviewer)) await MustHoldNoPostAsync(user, cancellation);
        string[] gone = [.. held.Except(wanted)];
        db.UserRoles.RemoveRange(await db.UserRoles
            .Where(link => link.UserId == user.Id
                && db.Roles.Any(role => role.Id == link.RoleId && gone.Contains(role.Name!)))
            .ToListAsync(cancellation));
        foreach (var role in wanted.Except(held)) accounts.Grant(user.Id, role);

        bool IsLost(string role) => held.Contains(role) && !wanted.Contains(role);
    }

    // Tasks are handed over with posts; whoever only lost the role would keep them, out of reach of everybody.
    private async Task MustHoldNoPostAsync(User user, CancellationToken cancellation)
    {
        var today = log.Today;
        if (await db.PostHoldings.AnyAsync(
            held => held.UserId == user.Id && (held.To == null || held.To >= today), cancellation))
            throw RuleViolation.Invalid(AccountFields.Roles, "AccountHoldsPosts", user.DisplayName);
        if (await db.Deputyships.AnyAsync(row => row.DeputyId == user.Id && row.To >= today, cancellation))
            throw RuleViolation.Invalid(AccountFields.Roles, "AccountIsDeputy", user.DisplayName);
    }

    private async Task<IReadOnlyList<string>> RolesOfAsync(Guid user, CancellationToken cancellation) =>
        await db.UserRoles.Where(link => link.UserId == user)
            .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!)
            .ToListAsync(cancellation);

    private async Task<AccountTexts> TextsOfAsync(
        User user, IReadOnlyList<string> roles, CancellationToken cancellation) => AccountTexts.Of(
        new AccountFacts(user.UserName!, user.DisplayName, user.Email, user.PhoneNumber, user.Language, roles)
        {
            Enterprise = user.EnterpriseId is { } firm ? await db.Enterprises.FindAsync([firm], cancellation) : null,
            Worker = user.WorkerId is { } worker ? await db.Workers.FindAsync([worker], cancellation) : null,
        });

    private static RecordDifference DifferenceOf(AccountTexts before, AccountTexts after)
    {
        var difference = new RecordDifference();
        foreach (var (field, text) in after.ByField)
            difference.Note(field, before.ByField.GetValueOrDefault(field), text);
        return difference;
    }

    private static void Write(User user, AccountFacts facts)
    {
        user.DisplayName = facts.DisplayName;
        user.PhoneNumber = facts.Phone;
        user.WantsTextMessages &= facts.Phone is not null;
        user.Language = facts.Language;
        user.EnterpriseId = facts.Enterprise?.Id;
        user.WorkerId = facts.Worker?.Id;
    }

    private static void SetAddress(User user, string? address) =>
        (user.Email, user.NormalizedEmail) = (address, address?.ToUpperInvariant());

    private static GivenPassword Given(User user, string password) =>
        new(user.Id, user.UserName!, password, user.FirstPasswordUntil!.Value);

    /// <summary>The fields as the history keeps them.</summary>
    private sealed record AccountTexts(IReadOnlyDictionary<string, string?> ByField)
    {
        public static AccountTexts Empty { get; } = new(new Dictionary<string, string?>());

        public static AccountTexts Of(AccountFacts facts) => new(new Dictionary<string, string?>
        {
            [AccountFields.DisplayName] = facts.DisplayName,
            [AccountFields.Email] = facts.Email,
            [AccountFields.Phone] = facts.Phone,
            [AccountFields.Language] = facts.Language,
            [AccountFields.Roles] = string.Join(' ', facts.Roles.Order(StringComparer.Ordinal)),
            [AccountFields.Enterprise] = facts.Enterprise?.UnifiedSocialCreditCode,
            [AccountFields.Worker] = facts.Worker?.NameOriginal,
        });
    }
}
