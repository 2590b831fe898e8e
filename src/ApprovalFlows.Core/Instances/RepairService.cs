using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Instances;

/// <summary>Why, and the instance as the person saw it.</summary>
public sealed record RepairRequest(string? Reason, long Revision);

/// <summary>Repairs instances from outside. Every change is recorded in the commit that makes it.</summary>
public sealed class RepairService(
    AppDbContext db,
    IWorkflowStore store,
    WorkflowRuntime runtime,
    FormLibrary forms,
    CurrentActor current,
    TimeProvider time)
{
    public Task RetryAsync(
        string id, RepairRequest request, string? activityId = null, CancellationToken cancellation = default) =>
        AlterAsync(id, request, new Retry(activityId is null ? null : [activityId]), cancellation);

    public Task CancelAsync(string id, RepairRequest request, CancellationToken cancellation = default) =>
        AlterAsync(id, request, new Cancel(), cancellation);

    public Task CancelActivityAsync(
        string id, RepairRequest request, string activityId, CancellationToken cancellation = default) =>
        AlterAsync(id, request, new CancelActivity(activityId), cancellation);

    public Task ModifyVariableAsync(
        string id,
        RepairRequest request,
        string variable,
        JsonNode? value,
        string? containerInstanceId = null,
        CancellationToken cancellation = default) =>
        AlterAsync(id, request, new ModifyVariable(variable, value, containerInstanceId), cancellation);

    public Task ScheduleAsync(
        string id, RepairRequest request, string activityId, CancellationToken cancellation = default) =>
        AlterAsync(id, request, new ScheduleActivity(activityId), cancellation);

    public Task MigrateAsync(
        string id,
        RepairRequest request,
        int version,
        IReadOnlyDictionary<string, string> mapping,
        CancellationToken cancellation = default) =>
        AlterAsync(id, request, new Migrate(version, mapping), cancellation);

    /// <summary>What stands against the move and what would be lost by it; changes nothing.</summary>
    public async Task<MigrationCheck> CheckMigrationAsync(
        string id,
        int version,
        IReadOnlyDictionary<string, string> mapping,
        CancellationToken cancellation = default)
    {
        MustBeFlowAdmin();
        _ = await FindAsync(id, cancellation);
        var check = await runtime.CheckAsync(
            RequestOf(id, new Migrate(version, mapping), new RepairRequest(null, 0)) with { Revision = null },
            cancellation);
        return new MigrationCheck(
            [.. check.Problems.Select(SentenceOf)], [.. check.Notes.Select(SentenceOf)]);
    }

    private async Task AlterAsync(
        string id, RepairRequest request, Alteration alteration, CancellationToken cancellation)
    {
        MustBeFlowAdmin();
        var instance = await FindAsync(id, cancellation);
        AlterationRecord.MustBeReason(request.Reason);
        if (instance.Revision != request.Revision)
            throw new RuleViolation("InstanceChangedMeanwhile", instance.Revision);
        try
        {
            var outcome = await runtime.AlterAsync(RequestOf(id, alteration, request), cancellation);
            db.WorkflowAlterations.AddRange(outcome.Changes.Select(change => RecordOf(id, request, change)));
        }
        catch (AlterationRefusedException refused)
        {
            throw RuleViolation.Because("AlterationRefused", [.. refused.Problems.Select(SentenceOf)]);
        }

        await FollowAsync(id, request, alteration, cancellation);
    }

    // Tasks point to bookmarks and steps: those whose bookmark is gone are closed, renamed steps follow.
    private async Task FollowAsync(
        string id, RepairRequest request, Alteration alteration, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var bookmarks = (await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, cancellation))
            .ToDictionary(bookmark => bookmark.Id);
        var detours = await FollowAsync(id, bookmarks, cancellation);
        var open = await db.ReviewTasks
            .Where(task => task.InstanceId == id
                && (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting))
            .ToListAsync(cancellation);
        foreach (var task in open)
        {
            if (!bookmarks.TryGetValue(task.BookmarkId, out var bookmark))
                task.Close(now, CloseReason.Repaired, current.Actor.DisplayName);
            else if (task.RoundId is not { } round || !detours.Contains(round)) task.StepId = bookmark.ActivityId;
        }

        var file = await db.Cases.FirstOrDefaultAsync(row => row.InstanceId == id, cancellation);
        if (file is null) return;
        if (alteration is Migrate) await MoveAsync(file, cancellation);
        file.Record(
            current.Actor,
            alteration is Cancel ? "flowCancelled" : "flowRepaired",
            request.Reason!.Trim(),
            null,
            now);
    }

    // A detour keeps the name of the step that was asked.
    private async Task<HashSet<Guid>> FollowAsync(
        string id, Dictionary<string, StoredBookmark> bookmarks, CancellationToken cancellation)
    {
        var rounds = await db.ReviewRounds
            .Where(round => round.InstanceId == id
                && (round.Status == RoundStatus.Open || round.Status == RoundStatus.Away))
            .ToListAsync(cancellation);
        foreach (var round in rounds)
        {
            if (!bookmarks.TryGetValue(round.BookmarkId, out var bookmark)) round.Close(time.GetUtcNow());
            else if (round.DetourOf is null) round.StepId = bookmark.ActivityId;
        }

        return [.. rounds.Where(round => round.DetourOf is not null).Select(round => round.Id)];
    }

    // What comes next is read from the version of the case; without a form it could not be shown.
    private async Task MoveAsync(Case file, CancellationToken cancellation)
    {
        var instance = await FindAsync(file.InstanceId, cancellation);
        var version = (await store.FindVersionAsync(instance.VersionId, cancellation))!;
        if (forms.Of(version) is null) throw new RuleViolation("Alteration.NoForm", version.Version);
        file.FlowVersion = version.Version;
        file.FlowVersionId = version.VersionId;
    }

    private AlterationRequest RequestOf(string id, Alteration alteration, RepairRequest request) => new()
    {
        InstanceId = id,
        Alterations = [alteration],
        Actor = current.Actor.UserName,
        Reason = request.Reason?.Trim() ?? "",
        Revision = request.Revision,
    };

    private AlterationRecord RecordOf(string id, RepairRequest request, AlterationChange change) => new()
    {
        InstanceId = id,
        At = time.GetUtcNow(),
        ActorId = current.Actor.UserId,
        ActorName = current.Actor.DisplayName,
        Alteration = change.Alteration.Name,
        Reason = request.Reason!.Trim(),
        Target = TargetOf(change),
        OldValue = change.Variable is { } old ? MaskedValue.Of(old, change.OldValue) : null,
        NewValue = change.Variable is { } set ? MaskedValue.Of(set, change.NewValue) : null,
    };

    private static string? TargetOf(AlterationChange change)
    {
        var text = change.Variable
            ?? (change.ToVersion is { } to
                ? string.Create(CultureInfo.InvariantCulture, $"{change.FromVersion} → {to}")
                : string.Join(", ", change.Activities));
        if (text.Length == 0) return null;
        return text.Length <= AlterationRecord.MaxTargetLength ? text : text[..AlterationRecord.MaxTargetLength];
    }

    private static Sentence SentenceOf(AlterationProblem problem) =>
        new("Alteration." + problem.Key, [.. problem.Arguments.Select(MaskedValue.Text)]);

    private async Task<StoredInstance> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindInstanceAsync(id, cancellation) ?? throw RuleViolation.NotFound("InstanceUnknown", id);

    private void MustBeFlowAdmin()
    {
        if (!current.Actor.IsIn(Roles.FlowAdmin)) throw RuleViolation.Forbidden("NotAllowed");
    }
}

/// <summary>What stands against a move to another version, and what would be lost by it.</summary>
public sealed record MigrationCheck(IReadOnlyList<Sentence> Reasons, IReadOnlyList<Sentence> Notes);
