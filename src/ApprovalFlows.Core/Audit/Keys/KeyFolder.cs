using System.Security.Cryptography;

namespace ApprovalFlows.Core.Audit.Keys;

/// <summary>The folder in which private keys lie, one file each, readable by the owner only.</summary>
public sealed class KeyFolder(string directory)
{
    /// <summary>The public keys, for whoever verifies; lies beside the private ones.</summary>
    public const string PublicKeysFile = "audit-public-keys.json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string PathOf(string keyId) => Path.Combine(directory, $"audit-{keyId}.pem");

    public void Save(SigningKey key)
    {
        Directory.CreateDirectory(directory);
        var path = PathOf(key.Id);
        if (File.Exists(path)) return;
        Write(path, key.ToPem(), OwnerOnly);
    }

    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="AuditKeyUnusableException">It cannot be read, or holds another key.</exception>
    public SigningKey? Find(string keyId)
    {
        var path = PathOf(keyId);
        if (!File.Exists(path)) return null;
        try
        {
            var key = SigningKey.FromPem(File.ReadAllText(path));
            if (key.Id == keyId) return key;
            key.Dispose();
            throw new AuditKeyUnusableException($"The file '{path}' holds another key than its name says.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or CryptographicException)
        {
            throw new AuditKeyUnusableException(
                $"The private key of the evidence in '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Public keys for whoever wants to verify without this system.</summary>
    public void Export(IEnumerable<AuditKey> keys)
    {
        Directory.CreateDirectory(directory);
        Write(Path.Combine(directory, PublicKeysFile), PublicKeys.ToJson(keys), null);
    }

    private static void Write(string path, string text, UnixFileMode? mode)
    {
        var unfinished = $"{path}.{Guid.CreateVersion7():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}

/// <summary>The key that has to sign is not at hand; without it no case may change.</summary>
public sealed class AuditKeyUnusableException(string message, Exception? inner = null)
    : Exception(message, inner);
