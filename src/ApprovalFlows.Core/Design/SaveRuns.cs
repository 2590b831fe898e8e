using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design;

/// <summary>Tells a designer's own next save from one that would overwrite what somebody else saved.</summary>
public sealed class SaveRuns(AppDbContext db, CurrentActor current, TimeProvider clock)
{
    private const int RevisionLength = 16;
    private const int MaxRevisions = 32;

    // An answer takes longer than this only when it is lost, and then the page has to be loaded anew.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    /// <summary>Whether the revision is an older one of the run of this tab that is still going on.</summary>
    public async Task<bool> ContinuesAsync(
        string versionId, string? tab, string? revision, CancellationToken cancellation = default)
    {
        if (tab is null || string.IsNullOrEmpty(revision)) return false;
        var last = await db.FlowSaves.FindAsync([versionId], cancellation);
        return last is not null && IsOfRun(last, tab) && last.Revisions.Split(' ').Contains(Short(revision));
    }

    /// <exception cref="RuleViolation">Somebody saved after the person saw this revision.</exception>
    public async Task MustBeLatestAsync(
        StoredDefinition latest, string revision, CancellationToken cancellation = default)
    {
        if (revision != FlowEditor.RevisionOf(latest)) throw await SavedMeanwhileAsync(latest, cancellation);
    }

    /// <summary>The refusal, with the name of who saved.</summary>
    public async Task<RuleViolation> SavedMeanwhileAsync(
        StoredDefinition latest, CancellationToken cancellation = default)
    {
        var last = await db.FlowSaves.FindAsync([latest.VersionId], cancellation);
        return new RuleViolation("FlowEditedMeanwhile", latest.Version, last?.ActorName ?? latest.CreatedBy ?? "–");
    }

    /// <summary>Notes the save, and the revision that it was made from when it begins a run.</summary>
    public async Task RecordAsync(
        StoredDefinition saved, string? tab, string? madeFrom, CancellationToken cancellation = default)
    {
        var last = await db.FlowSaves.FindAsync([saved.VersionId], cancellation);
        var run = last is not null && tab is not null && IsOfRun(last, tab) ? last.Revisions : Short(madeFrom);
        var revisions = run.Split(' ').Append(Short(FlowEditor.RevisionOf(saved))).Distinct().TakeLast(MaxRevisions);
        var save = last ?? db.FlowSaves.Add(New(saved.VersionId)).Entity;
        save.ActorName = current.Actor.DisplayName;
        save.At = clock.GetUtcNow();
        save.Tab = tab;
        save.Revisions = string.Join(' ', revisions);
    }

    public async Task ForgetAsync(string versionId, CancellationToken cancellation = default)
    {
        if (await db.FlowSaves.FindAsync([versionId], cancellation) is { } save) db.FlowSaves.Remove(save);
    }

    private bool IsOfRun(FlowSave last, string tab) =>
        last.Tab == tab && clock.GetUtcNow() - last.At <= AnswerTime;

    private static FlowSave New(string versionId) =>
        new() { VersionId = versionId, ActorName = "", At = default, Revisions = "" };

    private static string Short(string? revision) =>
        revision is null ? "" : revision[..Math.Min(revision.Length, RevisionLength)];
}
