using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Audit;

public sealed class AuditKeyringTests : IAsyncLifetime
{
    private readonly TemporaryFolder one = new();
    private readonly TemporaryFolder other = new();
    private readonly EphemeralDataProtectionProvider protection = new();
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(DatabaseKind.Sqlite);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        one.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Current_AtTheFirstStart_MakesAKeyThatOnlyItsOwnerReads()
    {
        using var ring = RingOf(one);

        var id = await StartAsync(ring);

        var file = new KeyFolder(one.Path).PathOf(id);
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Null(Assert.Single(await KeysAsync()).ProtectedKey);
    }

    [Fact]
    public async Task Current_WithoutItsFile_RefusesWithASentence()
    {
        using (var ring = RingOf(one)) await StartAsync(ring);
        using var lost = RingOf(other);

        var refusal = await Assert.ThrowsAsync<AuditKeyUnusableException>(() => StartAsync(lost));

        Assert.Contains("ApprovalFlows__Audit__KeyDirectory", refusal.Message, StringComparison.Ordinal);
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task Current_WithADamagedFile_RefusesWithASentence()
    {
        string id;
        using (var ring = RingOf(one)) id = await StartAsync(ring);
        await File.WriteAllTextAsync(new KeyFolder(one.Path).PathOf(id), "nothing", Cancellation);
        using var damaged = RingOf(one);

        var refusal = await Assert.ThrowsAsync<AuditKeyUnusableException>(() => StartAsync(damaged));

        Assert.Contains(id, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Current_OfASecondNodeThatSharesTheKey_IsTheSameKey()
    {
        using var first = RingOf(one, protection);
        using var second = RingOf(other, protection);

        var ids = new[] { await StartAsync(first), await StartAsync(second) };

        Assert.Single(ids.Distinct());
        Assert.True(File.Exists(new KeyFolder(other.Path).PathOf(ids[0])));
    }

    [Fact]
    public async Task Rotate_ByTheOldKey_HandsOverToTheNew()
    {
        using var ring = RingOf(one);
        var old = await StartAsync(ring);
        var before = await KeysAsync();
        await host.Work.RunAsync<AppDbContext>(null, db => ring.RotateAsync(db, Cancellation), Cancellation);
        ring.Forget();

        var now = await StartAsync(ring);

        var keys = await KeysAsync();
        Assert.NotEqual(old, now);
        Assert.Equal([old, now], keys.Select(key => key.Id));
        Assert.NotNull(keys[0].ValidTo);
        using var trusted = new PublicKeys(before.Select(PublicKeys.EntryOf));
        Assert.Empty(trusted.Follow(keys.Select(PublicKeys.EntryOf)));
        Assert.True(trusted.Knows(now));
    }

    [Fact]
    public async Task Follow_AKeyThatNobodyHandedOverTo_TrustsItNot()
    {
        using var ring = RingOf(one);
        await StartAsync(ring);
        using var trusted = new PublicKeys((await KeysAsync()).Select(PublicKeys.EntryOf));
        using var own = SigningKey.Create();
        var forged = new PublicKeyEntry(
            own.Id, 2, own.PublicKey, host.Clock.GetUtcNow(), null,
            own.Sign(AuditKey.HandoverHash(2, own.PublicKey, host.Clock.GetUtcNow())));

        var strangers = trusted.Follow([forged]);

        Assert.Equal([own.Id], strangers);
        Assert.False(trusted.Knows(own.Id));
    }

    private AuditKeyring RingOf(TemporaryFolder folder, IDataProtectionProvider? shared = null) =>
        new(new KeyFolder(folder.Path), host.Clock, shared);

    private Task<string> StartAsync(AuditKeyring ring) => host.Work.RunAsync<AppDbContext, string>(
        null, async db => (await ring.CurrentAsync(db, Cancellation)).Id, Cancellation);

    private Task<List<AuditKey>> KeysAsync() => host.ReadAsync<AppDbContext, List<AuditKey>>(db =>
        db.AuditKeys.AsNoTracking().OrderBy(key => key.Ordinal).ToListAsync(Cancellation));
}
