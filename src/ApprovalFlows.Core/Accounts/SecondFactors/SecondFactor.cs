namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <summary>An account that asks for a code beside the password; without this row it does not.</summary>
public sealed class SecondFactor
{
    public required Guid UserId { get; init; }

    /// <summary>What the telephone and we have in common; only nodes of this system can open it.</summary>
    public required string ProtectedSecret { get; init; }
    public required DateTimeOffset OnSince { get; init; }

    /// <summary>The step of the last code that was taken: it, and those before it, open nothing any more.</summary>
    public required long LastStep { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SecondFactor>
    {
        public void Configure(EntityTypeBuilder<SecondFactor> builder)
        {
            builder.ToTable("SecondFactors");
            builder.HasKey(row => row.UserId);
            builder.Property(row => row.ProtectedSecret).HasMaxLength(500);
        }
    }
}
