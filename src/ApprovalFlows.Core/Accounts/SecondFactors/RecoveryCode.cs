using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <summary>Opens an account once when the telephone is lost. Only its hash is kept.</summary>
public sealed class RecoveryCode
{
    public const int Count = 10;
    public const int Length = 16;
    private const int Bytes = 10;
    private const int GroupLength = 4;

    public required Guid UserId { get; init; }
    public required string Hash { get; init; }

    /// <summary>Eighty bits by chance, as a person writes them down.</summary>
    public static string New() =>
        Grouped(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(Bytes)), "-");

    public static string Grouped(string text, string between) =>
        string.Join(between, text.Chunk(GroupLength).Select(part => new string(part)));

    // Nobody tries out eighty bits, so a quick hash is enough; that of one account fits no other.
    internal static string HashOf(Guid user, string plain) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user:N} {plain}")));

    internal sealed class Mapping : IEntityTypeConfiguration<RecoveryCode>
    {
        public void Configure(EntityTypeBuilder<RecoveryCode> builder)
        {
            builder.ToTable("RecoveryCodes");
            builder.HasKey(row => new { row.UserId, row.Hash });
            builder.Property(row => row.Hash).HasMaxLength(64);
        }
    }
}
