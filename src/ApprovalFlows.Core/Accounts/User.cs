using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Accounts;

public sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public Guid? EnterpriseId { get; set; }

    /// <summary>The person of the register of workers, of whom one sees all papers.</summary>
    public Guid? WorkerId { get; set; }
    public string Language { get; set; } = "zh-CN";

    /// <summary>Whether the digest of the day comes by mail too; the message always comes.</summary>
    public bool WantsDigestMail { get; set; } = true;

    /// <summary>Nobody signs in before then, because somebody guessed too often.</summary>
    public DateTimeOffset? SignInPausedUntil { get; set; }

    /// <summary>
    /// Until then the password that an administrator handed over lets in; null once its owner chose another one.
    /// </summary>
    public DateTimeOffset? FirstPasswordUntil { get; set; }

    /// <summary>Whether anything comes by mail; the messages inside the program always come.</summary>
    public bool WantsMail { get; set; } = true;

    /// <summary>Whether urgent messages come as short messages to the telephone too.</summary>
    public bool WantsTextMessages { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> builder)
        {
            builder.Property(user => user.DisplayName).HasMaxLength(100);
            builder.Property(user => user.Language).HasMaxLength(10);
            builder.Property(user => user.WantsDigestMail).HasDefaultValue(true).HasSentinel(true);
            builder.Property(user => user.WantsMail).HasDefaultValue(true).HasSentinel(true);
            builder.HasIndex(user => user.EnterpriseId);
            builder.HasIndex(user => user.WorkerId).IsUnique();
        }
    }
}
