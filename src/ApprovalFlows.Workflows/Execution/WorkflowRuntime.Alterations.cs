using System.Text.Json;
using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <content>What a person may change about an instance from outside.</content>
public sealed partial class WorkflowRuntime
{
    /// <summary>Alters an instance and lets it go on; stages all of it, or nothing.</summary>
    /// <exception cref="AlterationRefusedException">It is not possible; the reasons say why.</exception>
    /// <exception cref="WorkflowConflictException">The instance is not as the person saw it.</exception>
    public async Task<AlterationOutcome> AlterAsync(AlterationRequest request, CancellationToken ct = default)
    {
        var (target, stored, instance) = await PrepareAsync(request, ct);
        if (target.Problems.Count > 0)
            throw new AlterationRefusedException(target.Problems);
        var changes = await ApplyAsync(target, request);
        if (request.Alterations.Any(alteration => alteration.Revives))
            target.Workflow.Revive();
        if (target.Workflow.Status == WorkflowStatus.Running)
            await runner.RunAsync(target.Workflow);
        var result = Stage(
            target.Workflow,
            DefinitionHead.Of(stored),
            instance.Revision,
            isNew: false,
            isMoved: target.Migration is not null);
        if (request.Alterations.Any(alteration => alteration is Cancel))
            await CancelChildrenAsync(instance.Id, request.Reason, ct);
        return new AlterationOutcome(result, changes);
    }

    /// <summary>Says what stands against the alterations; changes nothing.</summary>
    public async Task<AlterationCheck> CheckAsync(AlterationRequest request, CancellationToken ct = default)
    {
        try
        {
            var (target, _, _) = await PrepareAsync(request, ct);
            return new AlterationCheck(target.Problems, target.Migration?.Notes ?? []);
        }
        catch (AlterationRefusedException refused)
        {
            return new AlterationCheck(refused.Problems, []);
        }
    }

    /// <summary>Shows an instance without running it; null when there is none.</summary>
    public async Task<InstanceInspection?> InspectAsync(string instanceId, CancellationToken ct = default)
    {
        if (await store.FindInstanceAsync(instanceId, ct) is not { } instance
            || await store.FindVersionAsync(instance.VersionId, ct) is not { } stored)
            return null;
        var graph = await graphs.GetAsync(stored, store, ct);
        return InstanceInspection.Of(Load(instance, graph, NoInput.Value, ct));
    }

    /// <summary>The activities of one version, for choosing counterparts.</summary>
    public async Task<IReadOnlyList<InspectedActivity>> ListActivitiesAsync(
        string definitionId, int version, CancellationToken ct = default) =>
        await store.FindDefinitionAsync(definitionId, VersionOptions.Specific(version), ct) is { } stored
            ? InstanceInspection.ActivitiesOf(await graphs.GetAsync(stored, store, ct))
            : [];

    /// <summary>The activities that come after one in the flow of an instance; none when it is unknown.</summary>
    public async Task<IReadOnlySet<string>> ListFollowersAsync(
        string instanceId, string activityId, CancellationToken ct = default)
    {
        if (await store.FindInstanceAsync(instanceId, ct) is not { } instance
            || await store.FindVersionHeadAsync(instance.VersionId, ct) is not { } head)
            return new HashSet<string>();
        var graph = await graphs.GetAsync(head, store, ct);
        return Rewinding.FollowersOf(Load(instance, graph, NoInput.Value, ct), activityId);
    }

    private async Task<(AlterationTarget Target, StoredDefinition Stored, StoredInstance Instance)> PrepareAsync(
        AlterationRequest request, CancellationToken ct)
    {
        var instance = await store.FindInstanceAsync(request.InstanceId, ct)
            ?? throw new NotWaitingException($"There is no instance '{request.InstanceId}'.");
        if (request.Revision is { } revision && revision != instance.Revision)
            throw new WorkflowConflictException($"The instance '{instance.Id}' was changed by someone else.");
        if (instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
            throw Refused(AlterationProblem.InstanceEnded, instance.SubStatus.ToString());
        var stored = await store.FindVersionAsync(instance.VersionId, ct)
            ?? throw new DefinitionNotFoundException(
                $"The version '{instance.VersionId}' of the instance '{instance.Id}' is gone.");
        var graph = await graphs.GetAsync(stored, store, ct);
        string? state = null;
        Migration? migration = null;
        if (request.Alterations is [Migrate migrate, ..])
        {
            stored = await FindTargetAsync(instance, migrate, ct);
            migration = new Migration(graph, await graphs.GetAsync(stored, store, ct), migrate.Mapping);
            state = Move(instance, migration);
            graph = migration.To;
        }

        var target = new AlterationTarget(Load(instance, graph, NoInput.Value, ct, state), migration);
        Check(target, request);
        return (target, stored, instance);
    }

    private async Task<StoredDefinition> FindTargetAsync(
        StoredInstance instance, Migrate migrate, CancellationToken ct)
    {
        if (migrate.TargetVersion == instance.Version)
            throw Refused(AlterationProblem.VersionIsCurrent, $"{migrate.TargetVersion}");
        return await store.FindDefinitionAsync(
            instance.DefinitionId, VersionOptions.Specific(migrate.TargetVersion), ct)
            ?? throw Refused(AlterationProblem.VersionUnknown, $"{migrate.TargetVersion}");
    }

    private static string Move(StoredInstance instance, Migration migration)
    {
        var state = JsonSerializer.Deserialize(instance.State, WorkflowStateJson.Default.WorkflowState)!;
        migration.Move(state);
        return migration.Problems.Count > 0
            ? throw new AlterationRefusedException(migration.Problems)
            : JsonSerializer.Serialize(state, WorkflowStateJson.Default.WorkflowState);
    }

    private static void Check(AlterationTarget target, AlterationRequest request)
    {
        if (target.Workflow.RootContext is null && !request.Alterations.All(alteration => alteration is Cancel))
        {
            target.Refuse(AlterationProblem.InstanceEmpty);
            return;
        }

        for (var i = 0; i < request.Alterations.Count; i++)
            if (i > 0 && request.Alterations[i] is Migrate)
                target.Refuse(AlterationProblem.MigrateFirst);
            else
                request.Alterations[i].Check(target);
    }

    // An activity that takes its cancellation badly refuses the whole alteration: nothing is staged yet.
    private async Task<List<AlterationChange>> ApplyAsync(AlterationTarget target, AlterationRequest request)
    {
        var changes = new List<AlterationChange>();
        foreach (var alteration in request.Alterations)
        {
            try
            {
                changes.Add(await alteration.ApplyAsync(target));
            }
            catch (Exception failure) when (failure is not (BurstRefusedException or OperationCanceledException)
                && !options.IsHostFailure(failure))
            {
                throw Refused(AlterationProblem.Failed, alteration.Name, failure.Message);
            }

            Note(target.Workflow, alteration, changes[^1], request);
        }

        return changes;
    }

    // Values stay out of the journal: they may be personal data.
    private static void Note(
        WorkflowExecutionContext workflow, Alteration alteration, AlterationChange change, AlterationRequest request)
    {
        if (workflow.RootContext is not { } root)
            return;
        var details = new Dictionary<string, object?>
        {
            ["Actor"] = request.Actor,
            ["Reason"] = request.Reason,
        };
        if (change.Activities.Count > 0)
            details["Activities"] = change.Activities;
        if (change.Variable is not null)
            details["Variable"] = change.Variable;
        if (change.ToVersion is not null)
            details["Versions"] = new[] { change.FromVersion, change.ToVersion };
        workflow.AddJournal(root, $"Alteration {alteration.Name} succeeded", request.Reason, details);
    }

    private async Task CancelChildrenAsync(string instanceId, string? reason, CancellationToken ct)
    {
        foreach (var child in await store.ListInstancesAsync(
            new InstanceFilter { ParentInstanceId = instanceId, Limit = 1000 }, ct))
            await CancelAsync(child.Id, reason, ct);
    }

    private static AlterationRefusedException Refused(string key, params string[] arguments) =>
        new([new AlterationProblem(key, arguments)]);
}
