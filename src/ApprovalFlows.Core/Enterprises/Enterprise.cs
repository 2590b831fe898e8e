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
    public string? RepresentativeName { get; set; }

    /// <summary>Resident identity number of the representative; personal data.</summary>
    public string? RepresentativeId { get; set; }

    /// <summary>Registered capital in yuan.</summary>
    public decimal? Capital { get; set; }
    public string? Address { get; set; }
    public string? Industry { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public int Revision { get; set; } = 1;
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
            builder.Property(enterprise => enterprise.RepresentativeName).HasMaxLength(60);
            builder.Property(enterprise => enterprise.RepresentativeId).HasMaxLength(18);
            builder.Property(enterprise => enterprise.Capital).HasPrecision(18, 2);
            builder.Property(enterprise => enterprise.Address).HasMaxLength(200);
            builder.Property(enterprise => enterprise.Industry).HasMaxLength(60);
            builder.Property(enterprise => enterprise.ContactName).HasMaxLength(60);
            builder.Property(enterprise => enterprise.ContactPhone).HasMaxLength(20);
            builder.Property(enterprise => enterprise.Revision).HasDefaultValue(1).IsConcurrencyToken();
            builder.HasIndex(enterprise => enterprise.UnifiedSocialCreditCode).IsUnique();
            builder.HasIndex(enterprise => new { enterprise.Kind, enterprise.Id });
            builder.HasIndex(enterprise => new { enterprise.AreaCode, enterprise.Id });
        }
    }
}
