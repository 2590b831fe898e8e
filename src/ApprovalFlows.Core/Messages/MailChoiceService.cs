using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Messages;

public sealed record MailChoice(bool WantsDigestMail, string Language, string? Address);

/// <summary>What a person chooses about mails. The messages inside the program always stay.</summary>
public sealed class MailChoiceService(AppDbContext db, CurrentActor current)
{
    public async Task<MailChoice> ShowAsync(CancellationToken cancellation = default)
    {
        var me = await FindAsync(cancellation);
        return new MailChoice(me.WantsDigestMail, TextResources.Of(me.Language).Name, me.Email);
    }

    public async Task SetAsync(bool wantsDigestMail, string? language, CancellationToken cancellation = default)
    {
        var me = await FindAsync(cancellation);
        me.WantsDigestMail = wantsDigestMail;
        if (language is null) return;
        me.Language = TextResources.Languages.FirstOrDefault(known => known.Name == language)?.Name
            ?? throw RuleViolation.Invalid(
                "language", "FieldMustBe", string.Join(" | ", TextResources.Languages.Select(known => known.Name)));
    }

    private async Task<User> FindAsync(CancellationToken cancellation) =>
        await db.Users.FindAsync([current.Actor.UserId], cancellation)
            ?? throw RuleViolation.Forbidden("SignInRequired");
}
