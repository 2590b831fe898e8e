namespace ApprovalFlows.Core.Cases;

/// <summary>Remembers which case a client's key led to, so that a repeated request answers the same.</summary>
public sealed class IdempotencyKey
{
    public const int MaxLength = 200;

    public required Guid UserId { get; init; }
    public required string Key { get; init; }
    public required string RequestHash { get; init; }
    public required string CaseNumber { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IdempotencyKey>
    {
        public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
        {
            builder.HasKey(key => new { key.UserId, key.Key });
            builder.Property(key => key.Key).HasMaxLength(MaxLength);
            builder.Property(key => key.RequestHash).HasMaxLength(64);
            builder.Property(key => key.CaseNumber).HasMaxLength(40);
        }
    }
}
