namespace ApprovalFlows.Core.Audit.Keys;

/// <summary>
/// A public key that signs evidence. Each is signed by the one before it, so that whoever trusts a key
/// can follow to the next.
/// </summary>
public sealed class AuditKey
{
    public const int IdLength = 32;

    /// <summary>The first 128 bits of the SHA-256 of the public key, in hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Runs from 1 without gaps.</summary>
    public required int Ordinal { get; init; }

    /// <summary>SubjectPublicKeyInfo, base64.</summary>
    public required string PublicKey { get; init; }
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>When the next one took over; null for the key that signs now.</summary>
    public DateTimeOffset? ValidTo { get; set; }

    /// <summary>By the key before it; by itself when it is the first.</summary>
    public required string Signature { get; init; }

    /// <summary>The private key under the data protection of the nodes, where they share it so.</summary>
    public string? ProtectedKey { get; set; }

    public string HandoverHash() => HandoverHash(Ordinal, PublicKey, ValidFrom);

    public static string HandoverHash(int ordinal, string publicKey, DateTimeOffset validFrom) =>
        new CanonicalForm("approval-flows/audit-key/1")
            .With("ordinal", ordinal)
            .With("publicKey", publicKey)
            .With("validFrom", validFrom)
            .Hash();

    internal sealed class Mapping : IEntityTypeConfiguration<AuditKey>
    {
        public void Configure(EntityTypeBuilder<AuditKey> builder)
        {
            builder.ToTable("AuditKeys");
            builder.Property(key => key.Id).HasMaxLength(IdLength);
            builder.Property(key => key.PublicKey).HasMaxLength(200);
            builder.Property(key => key.Signature).HasMaxLength(100);
            builder.HasIndex(key => key.Ordinal).IsUnique();
        }
    }
}
