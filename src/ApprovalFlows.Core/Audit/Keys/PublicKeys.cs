using System.Security.Cryptography;
using System.Text.Json;

namespace ApprovalFlows.Core.Audit.Keys;

/// <summary>A public key as the exported file lists it.</summary>
public sealed record PublicKeyEntry(
    string Id,
    int Ordinal,
    string PublicKey,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidTo,
    string Signature);

/// <summary>
/// The keys a verifier trusts: those of its file, and whatever keys the last of them handed over to.
/// </summary>
public sealed class PublicKeys : IDisposable
{
    /// <summary>Nodes take up a new key a little later than it was made, and clocks differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions Format = new(JsonText.Readable) { WriteIndented = true };
    private readonly Dictionary<string, (ECDsa Key, DateTimeOffset? ValidTo)> known = [];
    private PublicKeyEntry? last;

    /// <exception cref="FormatException">It is no list of P-256 keys that hand over to each other.</exception>
    public PublicKeys(IEnumerable<PublicKeyEntry> trusted)
    {
        foreach (var entry in trusted.OrderBy(key => key.Ordinal)) Add(entry);
        if (last is null) throw new FormatException("There is no key in it.");
    }

    public static string ToJson(IEnumerable<AuditKey> keys) => JsonSerializer.Serialize(
        keys.OrderBy(key => key.Ordinal).Select(EntryOf), Format);

    public static PublicKeyEntry EntryOf(AuditKey key) =>
        new(key.Id, key.Ordinal, key.PublicKey, key.ValidFrom, key.ValidTo, key.Signature);

    /// <exception cref="FormatException">It is no list of keys.</exception>
    public static IReadOnlyList<PublicKeyEntry> Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<PublicKeyEntry>>(json, Format) ?? [];
        }
        catch (JsonException failure)
        {
            throw new FormatException($"It is no list of public keys: {failure.Message}", failure);
        }
    }

    /// <summary>Keys that came later are trusted when the last trusted one signed them.</summary>
    /// <returns>Ids of keys that nobody trusted vouches for.</returns>
    public IReadOnlyList<string> Follow(IEnumerable<PublicKeyEntry> found)
    {
        var strangers = new List<string>();
        foreach (var entry in found.OrderBy(key => key.Ordinal))
        {
            if (known.ContainsKey(entry.Id)) continue;
            if (entry.Ordinal == last!.Ordinal + 1 && IsHandover(entry, last.Id))
            {
                known[last.Id] = (known[last.Id].Key, entry.ValidFrom);
                Add(entry);
            }
            else
            {
                strangers.Add(entry.Id);
            }
        }

        return strangers;
    }

    public bool Verify(string? keyId, string? hash, string? signature, DateTimeOffset at) =>
        keyId is not null && known.TryGetValue(keyId, out var found)
        && (found.ValidTo is not { } end || at <= end + Tolerance)
        && IsSigned(found.Key, hash, signature);

    public bool Knows(string? keyId) => keyId is not null && known.ContainsKey(keyId);

    public void Dispose()
    {
        foreach (var (key, _) in known.Values) key.Dispose();
    }

    private void Add(PublicKeyEntry entry)
    {
        var key = Import(entry);
        known[entry.Id] = (key, entry.ValidTo);
        last = entry;
    }

    private bool IsHandover(PublicKeyEntry entry, string signer) => IsSigned(
        known[signer].Key,
        AuditKey.HandoverHash(entry.Ordinal, entry.PublicKey, entry.ValidFrom),
        entry.Signature);

    private static ECDsa Import(PublicKeyEntry entry)
    {
        var key = ECDsa.Create();
        try
        {
            var spki = Convert.FromBase64String(entry.PublicKey);
            key.ImportSubjectPublicKeyInfo(spki, out _);
            if (SigningKey.IdOf(spki) == entry.Id) return key;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            key.Dispose();
            throw new FormatException($"The public key {entry.Id} cannot be read.", failure);
        }

        key.Dispose();
        throw new FormatException($"The public key {entry.Id} is another one than its id says.");
    }

    private static bool IsSigned(ECDsa key, string? hash, string? signature)
    {
        if (hash is not { Length: 64 } || signature is null) return false;
        try
        {
            return key.VerifyHash(Convert.FromHexString(hash), Convert.FromBase64String(signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
