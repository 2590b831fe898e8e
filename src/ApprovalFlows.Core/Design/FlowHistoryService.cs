using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Design.Differences;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design;

/// <summary>Two versions of a flow, the earlier one first, and in what they differ.</summary>
public sealed record ComparedVersions(StoredDefinition From, StoredDefinition To, FlowComparison Comparison);

/// <summary>Who made and published which version of a flow, in what they differ, and the way back.</summary>
public sealed class FlowHistoryService(
    AppDbContext db, FlowEditor editor, CurrentActor current)
{
    public const int MaxVersions = 100;
    private const int MaxActs = 1_000;
    private const int MaxNames = 5_000;

    /// <exception cref="RuleViolation">There is no such flow.</exception>
    public async Task<FlowHistory> ShowAsync(string definitionId, CancellationToken cancellation = default)
    {
        var rows = db.WorkflowDefinitions.AsNoTracking().Where(row => row.DefinitionId == definitionId);
        var versions = await rows.OrderByDescending(row => row.Version).Take(MaxVersions)
            .Select(row => new VersionRow(
                row.VersionId, row.Version, row.Name, row.IsLatest, row.IsPublished, row.FileHash,
                row.CreatedAt, row.CreatedBy))
            .ToListAsync(cancellation);
        if (versions.Count == 0) throw RuleViolation.NotFound("FlowUnknown", definitionId);
        var ids = versions.Select(version => version.VersionId).ToList();
        var acts = await db.FlowPublications.AsNoTracking()
            .Where(row => row.DefinitionId == definitionId)
            .OrderByDescending(row => row.At).Take(MaxActs)
            .ToListAsync(cancellation);
        var saves = await db.FlowSaves.AsNoTracking()
            .Where(row => ids.Contains(row.VersionId))
            .ToDictionaryAsync(row => row.VersionId, cancellation);
        var names = await NamesAsync(versions, cancellation);
        var running = await RunningAsync(definitionId, cancellation);
        return new FlowHistory(
            definitionId,
            versions[0].Name ?? definitionId,
            [.. versions.Select((version, index) => EntryOf(
                version, versions.ElementAtOrDefault(index + 1)?.Version, acts, versions) with
                {
                    CreatedBy = version.CreatedBy is { } name ? names.GetValueOrDefault(name, name) : null,
                    RunningCases = running.GetValueOrDefault(version.VersionId),
                    SavedBy = saves.GetValueOrDefault(version.VersionId)?.ActorName,
                    SavedAt = saves.GetValueOrDefault(version.VersionId)?.At,
                })],
            await rows.CountAsync(cancellation));
    }

    /// <exception cref="RuleViolation">There is no such flow or version.</exception>
    public async Task<ComparedVersions> CompareAsync(
        string definitionId, int from, int to, CancellationToken cancellation = default)
    {
        var earlier = await FindAsync(definitionId, from, cancellation);
        var later = await FindAsync(definitionId, to, cancellation);
        var comparison = FlowComparison.Of(earlier.Json, later.Json, await OfficesAsync(cancellation));
        return new ComparedVersions(earlier, later, comparison);
    }

    /// <summary>Makes a copy of an earlier version the newest draft. Nothing is published and nothing lost.</summary>
    /// <returns>The number of the draft.</returns>
    /// <exception cref="RuleViolation">The person may not, gives no reason, or the version is the newest.</exception>
    public async Task<int> GoBackAsync(
        string definitionId, int version, string? reason, CancellationToken cancellation = default)
    {
        if (!current.Actor.IsIn(Roles.FlowAdmin)) throw RuleViolation.Forbidden("FlowRevertForAdmin");
        AlterationRecord.MustBeReason(reason);
        var earlier = await FindAsync(definitionId, version, cancellation);
        if (earlier.IsLatest) throw new RuleViolation("FlowVersionIsLatest", version);
        var draft = await editor.RevertAsync(definitionId, version, reason, cancellation);
        return draft.Version;
    }

    private async Task<StoredDefinition> FindAsync(
        string definitionId, int version, CancellationToken cancellation) =>
        await db.WorkflowDefinitions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.DefinitionId == definitionId && row.Version == version, cancellation)
        ?? throw RuleViolation.NotFound("FlowVersionUnknown", version);

    private static FlowHistoryEntry EntryOf(
        VersionRow row, int? previous, List<FlowPublication> acts, List<VersionRow> versions)
    {
        var back = acts.Find(act =>
            act.Act == FlowAct.RolledBack && act.At == row.CreatedAt && act.Version < row.Version);
        return new FlowHistoryEntry
        {
            VersionId = row.VersionId,
            Version = row.Version,
            IsLatest = row.IsLatest,
            IsPublished = row.IsPublished,
            IsFromFile = row.FileHash is not null && row.CreatedBy is null,
            CreatedAt = row.CreatedAt,
            Previous = previous,
            BackFrom = back?.Version,
            BackReason = back?.Reason,
            Acts = [.. acts.Where(act => act.VersionId == row.VersionId).Select(act => FlowHistoryAct.Of(act) with
            {
                Draft = act.Act == FlowAct.RolledBack
                    ? versions.Find(version => version.CreatedAt == act.At && version.Version > row.Version)?.Version
                    : null,
            })],
        };
    }

    private async Task<Dictionary<string, string>> NamesAsync(
        List<VersionRow> versions, CancellationToken cancellation)
    {
        var names = versions.Select(version => version.CreatedBy).Where(name => name is not null).Distinct().ToList();
        return await db.Users.AsNoTracking()
            .Where(user => names.Contains(user.UserName))
            .ToDictionaryAsync(user => user.UserName!, user => user.DisplayName, cancellation);
    }

    private async Task<Dictionary<string, int>> RunningAsync(string definitionId, CancellationToken cancellation) =>
        await db.WorkflowInstances.AsNoTracking()
            .Where(row => row.DefinitionId == definitionId && row.Status == WorkflowStatus.Running)
            .GroupBy(row => row.VersionId)
            .Select(group => new { group.Key, Count = group.Count() })
            .Take(MaxActs)
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);

    private async Task<FlowNames> OfficesAsync(CancellationToken cancellation)
    {
        var departments = await db.Departments.AsNoTracking().OrderBy(row => row.Code).Take(MaxNames)
            .ToDictionaryAsync(
                row => row.Code, row => new LocalText(row.NameZh, row.NameVi, row.NameEn), cancellation);
        var posts = await db.Set<Organisation.Post>().AsNoTracking()
            .OrderBy(row => row.DepartmentCode).ThenBy(row => row.Code).Take(MaxNames)
            .ToDictionaryAsync(
                row => (row.DepartmentCode, row.Code),
                row => new LocalText(row.NameZh, row.NameVi, row.NameEn),
                cancellation);
        return new FlowNames(departments, posts);
    }

    private sealed record VersionRow(
        string VersionId,
        int Version,
        string? Name,
        bool IsLatest,
        bool IsPublished,
        string? FileHash,
        DateTimeOffset CreatedAt,
        string? CreatedBy);
}
