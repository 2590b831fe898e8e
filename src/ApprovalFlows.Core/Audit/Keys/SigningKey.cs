using System.Security.Cryptography;

namespace ApprovalFlows.Core.Audit.Keys;

/// <summary>An ECDSA P-256 key pair.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa key;
    private readonly Lock turn = new();

    private SigningKey(ECDsa key)
    {
        this.key = key;
        var spki = key.ExportSubjectPublicKeyInfo();
        PublicKey = Convert.ToBase64String(spki);
        Id = IdOf(spki);
    }

    public string Id { get; }

    public string PublicKey { get; }

    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="CryptographicException">It is not the private key of an EC key pair.</exception>
    public static SigningKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new SigningKey(key);
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new CryptographicException("It is not the private key of an EC key pair.", failure);
        }
    }

    public static string IdOf(ReadOnlySpan<byte> publicKey) => Sha256.Of(publicKey)[..AuditKey.IdLength];

    public string ToPem() => key.ExportPkcs8PrivateKeyPem();

    /// <summary>Signature over a SHA-256 in hexadecimal digits, as base64.</summary>
    public string Sign(string hash)
    {
        lock (turn) return Convert.ToBase64String(key.SignHash(Convert.FromHexString(hash)));
    }

    public void Dispose() => key.Dispose();
}
