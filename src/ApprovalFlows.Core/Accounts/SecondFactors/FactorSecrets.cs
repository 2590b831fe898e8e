using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <summary>Protects secrets as they lie in the database; that of one account opens for no other.</summary>
public sealed class FactorSecrets(IDataProtectionProvider protection, ILogger<FactorSecrets> log)
{
    public string Protect(Guid user, string secret) => ProtectorOf(user).Protect(secret);

    /// <summary>Null when the keys are missing with which it was protected.</summary>
    public string? Open(Guid user, string text)
    {
        try
        {
            return ProtectorOf(user).Unprotect(text);
        }
        catch (CryptographicException failure)
        {
            log.LogError(failure, "The second factor of account {User} cannot be read", user);
            return null;
        }
    }

    private IDataProtector ProtectorOf(Guid user) =>
        protection.CreateProtector("ApprovalFlows.SecondFactor", user.ToString("N"));
}
