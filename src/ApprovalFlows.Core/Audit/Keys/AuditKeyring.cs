using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;

namespace ApprovalFlows.Core.Audit.Keys;

/// <summary>
/// The key that signs now. Its public half lies in the database; the private one in the key folder
/// and, where nodes share it through the database, protected beside the public one (decision 6).
/// </summary>
public sealed class AuditKeyring(
    KeyFolder folder, TimeProvider time, IDataProtectionProvider? protection = null) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly IDataProtector? protector = protection?.CreateProtector("ApprovalFlows.AuditKey");
    private volatile Known? known;

    /// <exception cref="AuditKeyUnusableException">The private key is not at hand.</exception>
    public async Task<SigningKey> CurrentAsync(AppDbContext db, CancellationToken cancellation = default)
    {
        if (known is { } seen && Environment.TickCount64 - seen.At < Fresh.TotalMilliseconds) return seen.Key;
        var row = await db.AuditKeys.AsNoTracking()
            .OrderByDescending(key => key.Ordinal).FirstOrDefaultAsync(cancellation);
        if (row is null) return Add(db, null);
        var key = known is { } same && same.Key.Id == row.Id ? same.Key : Load(row);
        known = new Known(key, Environment.TickCount64);
        return key;
    }

    /// <summary>A new key, signed by the one that signed until now.</summary>
    public async Task<AuditKey> RotateAsync(AppDbContext db, CancellationToken cancellation = default)
    {
        var old = await db.AuditKeys.OrderByDescending(key => key.Ordinal).FirstOrDefaultAsync(cancellation)
            ?? throw new AuditKeyUnusableException("There is no key yet that could be replaced.");
        if (old.ProtectedKey is not null && protector is null)
        {
            throw new AuditKeyUnusableException(
                "Nodes share this key through the database; only who can share the next one there may make it.");
        }

        Add(db, (old, Load(old)));
        return db.AuditKeys.Local.Single(key => key.Ordinal == old.Ordinal + 1);
    }

    public async Task ExportAsync(AppDbContext db, CancellationToken cancellation = default) =>
        folder.Export(await db.AuditKeys.AsNoTracking().ToListAsync(cancellation));

    /// <summary>Asks the database which key signs when the next entry is written.</summary>
    public void Forget() => known = null;

    public void Dispose() => known?.Key.Dispose();

    // Not remembered before the row is seen in the database: the unit that adds it may fail.
    private SigningKey Add(AppDbContext db, (AuditKey Row, SigningKey Key)? old)
    {
        if (db.AuditKeys.Local.FirstOrDefault(key => key.Ordinal == 1) is { } added && old is null)
            return Load(added);
        var key = SigningKey.Create();
        folder.Save(key);
        var now = Instant.Of(time.GetUtcNow());
        var ordinal = (old?.Row.Ordinal ?? 0) + 1;
        var signer = old?.Key ?? key;
        db.AuditKeys.Add(new AuditKey
        {
            Id = key.Id,
            Ordinal = ordinal,
            PublicKey = key.PublicKey,
            ValidFrom = now,
            Signature = signer.Sign(AuditKey.HandoverHash(ordinal, key.PublicKey, now)),
            ProtectedKey = protector?.Protect(key.ToPem()),
        });
        if (old is { } before)
        {
            before.Row.ValidTo = now;
            before.Row.ProtectedKey = null;
        }

        return key;
    }

    private SigningKey Load(AuditKey row)
    {
        if (folder.Find(row.Id) is { } found) return found;
        if (row.ProtectedKey is null || protector is null)
        {
            throw new AuditKeyUnusableException(
                $"The private key of the evidence is missing: '{folder.PathOf(row.Id)}' does not exist, and the "
                + "cases of this database are signed with it. Copy the file from the node or the backup that has "
                + "it, or name its folder in ApprovalFlows__Audit__KeyDirectory.");
        }

        var key = Unprotect(row, protector);
        folder.Save(key);
        return key;
    }

    private static SigningKey Unprotect(AuditKey row, IDataProtector protector)
    {
        try
        {
            return SigningKey.FromPem(protector.Unprotect(row.ProtectedKey!));
        }
        catch (System.Security.Cryptography.CryptographicException failure)
        {
            throw new AuditKeyUnusableException(
                $"The private key {row.Id} of the evidence lies in the database but cannot be opened there: "
                + "the data-protection keys are missing or not readable.",
                failure);
        }
    }

    private sealed record Known(SigningKey Key, long At);
}
