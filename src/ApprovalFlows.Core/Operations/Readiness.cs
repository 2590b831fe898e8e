using System.Data.Common;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Operations;

/// <summary>Where attachments and printed certificates lie.</summary>
public sealed record DataFolder(string Path);

/// <summary>Something that is not as it should be.</summary>
/// <param name="Name">For machines.</param>
/// <param name="StopsNode">
/// Whether another node could do better, so that a load balancer should ask that one. What all nodes suffer alike
/// leaves this one in service: taking every node out would help nobody.
/// </param>
/// <param name="Text">For the operator; without secrets, since anybody may ask.</param>
public sealed record Finding(string Name, bool StopsNode, Sentence Text);

public sealed record NodeState(IReadOnlyList<Finding> Findings)
{
    /// <summary>What keeps the node out of service.</summary>
    public string? Missing => Findings.FirstOrDefault(finding => finding.StopsNode)?.Name;

    public string Status => Missing is not null ? "notReady" : Findings.Count > 0 ? "degraded" : "ready";
}

/// <summary>Looks at everything that this node needs to do its work.</summary>
public sealed class Readiness(
    AppDbContext db, Draining draining, AuditKeyring keys, CalendarSource calendars, IPdfRenderer printer,
    DataFolder folder, IServiceProvider services, IOptions<ApprovalFlowsOptions> options, TimeProvider time)
{
    private const int Megabyte = 1024 * 1024;

    private HealthOptions Limits => options.Value.Health;

    public async Task<NodeState> AskAsync(CancellationToken cancellation = default)
    {
        if (draining.HasBegun) return Stopped("draining", "Ready.Draining");
        try
        {
            var pending = await db.Database.GetPendingMigrationsAsync(cancellation);
            if (pending.Any()) return Stopped("migrations", "Ready.Migrations");
            Finding?[] found =
            [
                await KeyAsync(cancellation), await SchemaAsync(cancellation), await OutboxAsync(cancellation),
                await SchedulerAsync(cancellation), Disk(), Calendar(), Printer(),
            ];
            return new NodeState([.. found.OfType<Finding>()]);
        }
        catch (Exception failure) when (failure is DbException || failure.InnerException is DbException)
        {
            return Stopped("database", "Ready.Database");
        }
    }

    /// <summary>How long the oldest message waits that somebody ought to have by now.</summary>
    public async Task<TimeSpan> OutboxAgeAsync(CancellationToken cancellation = default)
    {
        // What waits for somebody who does not wait for it yet is in no hurry.
        var oldest = await db.Outbox
            .Where(row => row.Status == OutboxStatus.Waiting && row.KeptAt == null)
            .OrderBy(row => row.CreatedAt).Select(row => (DateTimeOffset?)row.CreatedAt)
            .FirstOrDefaultAsync(cancellation);
        return oldest is { } at ? time.GetUtcNow() - at : TimeSpan.Zero;
    }

    private static NodeState Stopped(string name, string text) => new([new Finding(name, true, new Sentence(text))]);

    // Another node may have the key; on this one no case can move.
    private async Task<Finding?> KeyAsync(CancellationToken cancellation)
    {
        try
        {
            await keys.CurrentAsync(db, cancellation);
            return null;
        }
        catch (AuditKeyUnusableException)
        {
            return new Finding("signingKey", true, new Sentence("Ready.Key"));
        }
    }

    // A newer node has migrated. What it added this one does not know, what this one needs is still there.
    private async Task<Finding?> SchemaAsync(CancellationToken cancellation)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        return applied.Except(db.Database.GetMigrations()).Any()
            ? new Finding("newerSchema", false, new Sentence("Ready.NewerSchema"))
            : null;
    }

    private async Task<Finding?> OutboxAsync(CancellationToken cancellation)
    {
        var minutes = (int)Math.Min((await OutboxAgeAsync(cancellation)).TotalMinutes, int.MaxValue);
        return minutes > Limits.MaxOutboxMinutes
            ? new Finding("outbox", false, new Sentence("Ready.Outbox", minutes))
            : null;
    }

    // Other nodes run the jobs meanwhile, and pages are served as well as ever.
    private async Task<Finding?> SchedulerAsync(CancellationToken cancellation) =>
        services.GetService<ScheduleStart>() is { } schedule && !await schedule.IsRunningAsync(cancellation)
            ? new Finding("scheduler", false, new Sentence("Ready.Scheduler"))
            : null;

    // Nodes share the folder, so that no other one has more room.
    private Finding? Disk()
    {
        try
        {
            var free = new DriveInfo(folder.Path).AvailableFreeSpace / Megabyte;
            return free < Limits.MinFreeMegabytes
                ? new Finding("disk", false, new Sentence("Ready.Disk", free, Limits.MinFreeMegabytes))
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Finding("disk", true, new Sentence("Ready.NoDisk"));
        }
    }

    private Finding? Calendar() =>
        CalendarGuard.Missing(calendars.Current, ChinaTime.DateOf(time.GetUtcNow())) is [var (region, year), ..]
            ? new Finding("calendar", false, new Sentence("Ready.Calendar", region, year))
            : null;

    // The print page serves instead.
    private Finding? Printer() =>
        printer.IsAvailable ? null : new Finding("printer", false, new Sentence("Ready.Printer"));
}
