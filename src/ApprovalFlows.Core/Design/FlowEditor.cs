using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Design.Publishing.Checks;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design;

/// <summary>
/// Saves what a designer sends. Designers post the whole definition half a second after every change and
/// check nothing, so the checks are here: nobody overwrites what somebody else saved meanwhile, no save
/// empties a flow, and no step that the designer could not show is lost.
/// </summary>
public sealed class FlowEditor(
    IWorkflowStore store,
    DefinitionLibrary library,
    DesignerTypes types,
    FlowUsage usage,
    SaveRuns runs,
    PublishGate gate,
    PublicationLog log,
    CurrentActor current)
{
    /// <summary>Custom property that carries what the designer believes to be editing.</summary>
    public const string RevisionProperty = "approvalFlowsRevision";

    private static readonly string[] Envelope =
    [
        "id", "version", "isLatest", "isPublished", "createdAt", "links",
        "providerName", "materializerName", "materializerContext", "definitionId",
    ];

    /// <summary>
    /// Saves the model as the latest draft, and publishes it when asked to. A designer that posts without
    /// waiting for answers names its tab.
    /// </summary>
    /// <exception cref="RuleViolation">Somebody else saved meanwhile, or steps would be lost.</exception>
    /// <exception cref="DefinitionFormatException">The model is no definition.</exception>
    public async Task<StoredDefinition> SaveAsync(
        JsonObject model, bool publish, string? tab = null, CancellationToken cancellation = default)
    {
        if (model["root"] is not JsonObject) throw RuleViolation.Invalid("root", "BodyMustBeObject");
        var definitionId = model["definitionId"]?.ToString();
        var latest = string.IsNullOrWhiteSpace(definitionId)
            ? null
            : await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellation);
        var edited = DesignerDocument.Read(model);
        if (latest is not null)
        {
            await CheckRevisionAsync(model, latest, tab, cancellation);
            var before = JsonNode.Parse(latest.Json)!.AsObject();
            CheckNothingIsLost(before, edited, await types.KnownAsync(cancellation));
            edited = Over(before, edited);
        }

        Strip(edited);
        edited["definitionId"] = latest?.DefinitionId
            ?? (string.IsNullOrWhiteSpace(definitionId) ? null : definitionId);
        var madeFrom = latest is null ? null : RevisionOf(latest);
        var draft = await library.SaveDraftAsync(edited.ToJsonString(), current.Actor.UserName, cancellation);
        await runs.RecordAsync(draft, tab, madeFrom, cancellation);
        return publish ? await PublishAsync(draft, null, cancellation) : draft;
    }

    /// <summary>Publishes the latest version when the checks let it, for warnings with a reason.</summary>
    public async Task<StoredDefinition> PublishAsync(
        string definitionId, string? reason, string? revision = null, CancellationToken cancellation = default)
    {
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellation)
            ?? throw RuleViolation.NotFound("FlowUnknown", definitionId);
        if (revision is not null) await runs.MustBeLatestAsync(latest, revision, cancellation);
        return await PublishAsync(latest, reason, cancellation);
    }

    /// <summary>Takes the published version back.</summary>
    public async Task<StoredDefinition> RetractAsync(string definitionId, CancellationToken cancellation = default)
    {
        var retracted = await library.RetractAsync(definitionId, cancellation);
        log.Add(retracted, FlowAct.Retracted);
        return retracted;
    }

    /// <summary>Makes an earlier version the draft again.</summary>
    public async Task<StoredDefinition> RevertAsync(
        string definitionId, int version, string? reason = null, CancellationToken cancellation = default)
    {
        var draft = await library.RevertAsync(definitionId, version, current.Actor.UserName, cancellation);
        var earlier = await store.FindDefinitionAsync(definitionId, VersionOptions.Specific(version), cancellation);
        log.AddRollBack(earlier!, draft, reason);
        return draft;
    }

    /// <summary>Removes all versions of a flow that no instance runs on.</summary>
    /// <returns>False when there is no such flow.</returns>
    public async Task<bool> DeleteAsync(string definitionId, CancellationToken cancellation = default)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellation);
        foreach (var version in versions) await DeleteVersionAsync(version.VersionId, cancellation);
        return versions.Count > 0;
    }

    public async Task DeleteVersionAsync(string versionId, CancellationToken cancellation = default)
    {
        if (await usage.IsUsedAsync(versionId, cancellation)) throw new RuleViolation("FlowVersionInUse");
        await runs.ForgetAsync(versionId, cancellation);
        if (await store.FindVersionAsync(versionId, cancellation) is { IsPublished: true } live)
            log.Add(live, FlowAct.Retracted);
        await library.DeleteVersionAsync(versionId, cancellation);
    }

    // What is not published is not saved either: the designer still holds it, and may go on from there.
    private async Task<StoredDefinition> PublishAsync(
        StoredDefinition draft, string? reason, CancellationToken cancellation)
    {
        if (reason?.Trim().Length > FlowPublication.MaxReasonLength)
            throw RuleViolation.Invalid("reason", "ReasonTooLong", FlowPublication.MaxReasonLength);
        var findings = await gate.CheckAsync(draft, cancellation);
        if (findings.Any(finding => finding.Severity == Severity.Error)
            || (string.IsNullOrWhiteSpace(reason) && findings.Any(finding => finding.Severity == Severity.Warning)))
            throw new PublishRefused(draft, reason, findings);
        var published = await library.PublishAsync(draft.DefinitionId, cancellation);
        // The gate has asked the engine before; should they ever differ, the engine's word counts.
        if (!published.Succeeded)
            throw new PublishRefused(draft, reason, [.. published.Errors.Select(EngineCheck.Of)]);
        log.Add(published.Definition, FlowAct.Published, reason, findings);
        return published.Definition;
    }

    /// <summary>Versions stored before texts were hashed have none until they are saved again.</summary>
    public static string RevisionOf(StoredDefinition definition) => definition.ContentHash ?? "";

    private async Task CheckRevisionAsync(
        JsonObject model, StoredDefinition latest, string? tab, CancellationToken cancellation)
    {
        var versionId = model["id"]?.ToString();
        if (string.IsNullOrEmpty(versionId)) return;
        var revision = (model["customProperties"] as JsonObject)?[RevisionProperty]?.ToString();
        if (versionId == latest.VersionId && (revision is null || revision == RevisionOf(latest))) return;
        if (await runs.ContinuesAsync(latest.VersionId, tab, revision, cancellation)) return;
        throw await runs.SavedMeanwhileAsync(latest, cancellation);
    }

    private static void CheckNothingIsLost(JsonObject before, JsonObject after, Func<string, int, bool> isKnown)
    {
        if (DesignerDocument.Count(before) > 0 && DesignerDocument.Count(after) == 0)
            throw new RuleViolation("FlowWouldBeEmpty", DesignerDocument.Count(before));
        var kept = DesignerDocument.Ids(after).ToHashSet(StringComparer.Ordinal);
        var lost = DesignerDocument.UnknownIds(before, isKnown).Where(id => !kept.Contains(id)).ToList();
        if (lost.Count > 0) throw new RuleViolation("FlowWouldLoseSteps", string.Join(", ", lost));
    }

    // Designers drop members of the definition that they do not know.
    private static JsonObject Over(JsonObject before, JsonObject edited)
    {
        foreach (var (name, value) in before)
            if (!edited.ContainsKey(name)) edited[name] = value?.DeepClone();
        return edited;
    }

    private static void Strip(JsonObject definition)
    {
        foreach (var name in Envelope) definition.Remove(name);
        (definition["customProperties"] as JsonObject)?.Remove(RevisionProperty);
    }
}
