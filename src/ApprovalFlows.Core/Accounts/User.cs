using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Accounts;

public sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public Guid? EnterpriseId { get; set; }
    public string Language { get; set; } = "zh-CN";

    internal sealed class Mapping : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> builder)
        {
            builder.Property(user => user.DisplayName).HasMaxLength(100);
            builder.Property(user => user.Language).HasMaxLength(10);
            builder.HasIndex(user => user.EnterpriseId);
        }
    }
}
