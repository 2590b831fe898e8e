namespace ApprovalFlows.Core.Enterprises;

/// <summary>A firm known to the system. Only firms on the pilot list may employ border residents [D§2.1].</summary>
public sealed class Enterprise
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required string UnifiedSocialCreditCode { get; set; }
    public required string Kind { get; set; }
    public required string AreaCode { get; set; }
    public string? ParkCode { get; set; }
    public DateOnly? PilotFrom { get; set; }
    public DateOnly? PilotTo { get; set; }

    public bool IsPilotOn(DateOnly day) =>
        PilotFrom <= day && (PilotTo is null || day <= PilotTo);

    internal sealed class Mapping : IEntityTypeConfiguration<Enterprise>
    {
        public void Configure(EntityTypeBuilder<Enterprise> builder)
        {
            builder.Property(enterprise => enterprise.Name).HasMaxLength(100);
            builder.Property(enterprise => enterprise.UnifiedSocialCreditCode).HasMaxLength(18);
            builder.Property(enterprise => enterprise.Kind).HasMaxLength(40);
            builder.Property(enterprise => enterprise.AreaCode).HasMaxLength(9);
            builder.Property(enterprise => enterprise.ParkCode).HasMaxLength(40);
            builder.HasIndex(enterprise => enterprise.UnifiedSocialCreditCode).IsUnique();
        }
    }
}
