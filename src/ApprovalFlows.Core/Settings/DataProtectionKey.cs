namespace ApprovalFlows.Core.Settings;

/// <summary>A key of the data-protection ring; kept here so that all nodes share it.</summary>
public sealed class DataProtectionKey
{
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DataProtectionKey>
    {
        public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
        {
            builder.HasKey(key => key.FriendlyName);
            builder.Property(key => key.FriendlyName).HasMaxLength(100);
        }
    }
}

/// <summary>A single value the system keeps about itself.</summary>
public sealed class Setting
{
    public required string Name { get; init; }
    public required string Value { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Setting>
    {
        public void Configure(EntityTypeBuilder<Setting> builder)
        {
            builder.HasKey(setting => setting.Name);
            builder.Property(setting => setting.Name).HasMaxLength(60);
        }
    }
}
