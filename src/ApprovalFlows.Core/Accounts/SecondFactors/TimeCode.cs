using OtpNet;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <summary>Six digits that change every thirty seconds, as all authenticators show them (RFC 6238, SHA-1).</summary>
public static class TimeCode
{
    public const int Digits = 6;
    private const string Issuer = "ApprovalFlows";
    private const int SecretBytes = 20;

    // Clocks of telephones differ a little, and typing takes time.
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    /// <summary>The step of thirty seconds whose code it is; null for none near that time.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset at)
    {
        var device = new Totp(Base32Encoding.ToBytes(secret));
        return device.VerifyTotp(at.UtcDateTime, code, out var step, Drift) ? step : null;
    }

    /// <summary>What a telephone reads from the square.</summary>
    public static string AddressOf(string secret, string userName) =>
        new OtpUri(OtpType.Totp, secret, userName, Issuer).ToString();

    /// <summary>The label under which telephones show it.</summary>
    public static string LabelOf(string userName) => $"{Issuer}:{userName}";
}
