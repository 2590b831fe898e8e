using System.Globalization;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Settings;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// The system's clock plus a lead that only grows. The lead is kept in the database: after a
/// restart time must not run backwards.
/// </summary>
public sealed class DevelopmentClock(IServiceScopeFactory scopes) : TimeProvider
{
    private const string SettingName = "development-clock-lead";
    private long leadTicks;

    public override DateTimeOffset GetUtcNow() =>
        base.GetUtcNow().AddTicks(Interlocked.Read(ref leadTicks));

    public async Task LoadAsync(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var kept = await db.Settings.FindAsync([SettingName], cancellation);
        if (kept is not null)
            Interlocked.Exchange(ref leadTicks, long.Parse(kept.Value, CultureInfo.InvariantCulture));
    }

    public async Task MoveToAsync(DateTimeOffset target, CancellationToken cancellation = default)
    {
        var lead = (target - base.GetUtcNow()).Ticks;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var kept = await db.Settings.FindAsync([SettingName], cancellation);
        if (kept is null) db.Settings.Add(kept = new Setting { Name = SettingName, Value = "0" });
        kept.Value = lead.ToString(CultureInfo.InvariantCulture);
        await db.SaveChangesAsync(cancellation);
        Interlocked.Exchange(ref leadTicks, lead);
    }
}
