using System.Collections.Concurrent;
using System.Text.Json;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Flows;

/// <summary>The published flows as applicants meet them: their trigger and their form.</summary>
public sealed class FlowService(IWorkflowStore store, FormLibrary forms)
{
    /// <summary>The trigger that answers this request, or null.</summary>
    public async Task<StoredTrigger?> FindHttpTriggerAsync(
        HttpRequestData request, CancellationToken cancellation = default)
    {
        var hash = StimulusHash.Compute(
            "Elsa.HttpEndpoint",
            new HttpEndpointStimulus(request.Path, request.Method));
        var triggers = await store.FindTriggersAsync(hash, cancellation);
        return triggers.Count == 0 ? null : triggers[0];
    }

    /// <summary>Whether this trigger starts a flow with a form: such requests are applications.</summary>
    public async Task<bool> TakesApplicationsAsync(
        StoredTrigger trigger, CancellationToken cancellation = default)
    {
        if (forms.Cached(trigger.VersionId) is not null) return true;
        if (forms.Knows(trigger.VersionId)) return false;
        var found = await store.FindVersionAsync(trigger.VersionId, cancellation);
        return found is not null && forms.Of(found) is not null;
    }

    /// <summary>The published version of the flow that takes applications, with its form.</summary>
    /// <exception cref="RuleViolation">No such flow is published, or it has no form.</exception>
    public async Task<PublishedFlow> FindPublishedAsync(
        string flow, CancellationToken cancellation = default)
    {
        var found = await store.FindDefinitionAsync(flow, VersionOptions.Published, cancellation);
        var form = found is null ? null : forms.Of(found);
        if (found is null || form is null) throw RuleViolation.NotFound("FlowUnknown", flow);
        return new PublishedFlow(flow, found.Version, found.VersionId, form);
    }

    /// <summary>The form a running case was submitted with: that of its own version.</summary>
    public async Task<FormDefinition> FormOfVersionAsync(
        string versionId, CancellationToken cancellation = default)
    {
        if (forms.Cached(versionId) is { } known) return known;
        var found = await store.FindVersionAsync(versionId, cancellation);
        return (found is null ? null : forms.Of(found))
            ?? throw RuleViolation.NotFound("FlowUnknown", versionId);
    }

    /// <summary>What people apply for; without what offices open of their own accord.</summary>
    public async Task<IReadOnlyList<PublishedFlow>> ListMattersAsync(CancellationToken cancellation = default) =>
        [.. (await ListPublishedAsync(cancellation)).Where(flow => flow.Form.Opener is null)];

    public async Task<IReadOnlyList<PublishedFlow>> ListPublishedAsync(
        CancellationToken cancellation = default)
    {
        var versions = await store.ListVersionsAsync(null, cancellation);
        return versions
            .Where(version => version.IsPublished)
            .Select(version => (version, form: forms.Of(version)))
            .Where(pair => pair.form is not null)
            .Select(pair => new PublishedFlow(
                pair.version.DefinitionId, pair.version.Version, pair.version.VersionId, pair.form!))
            .ToList();
    }
}

public sealed record PublishedFlow(string Flow, int Version, string VersionId, FormDefinition Form);

/// <summary>Forms read from definitions, kept per version: a version never changes its form.</summary>
public sealed class FormLibrary
{
    private readonly ConcurrentDictionary<string, FormDefinition?> forms = new();

    public FormDefinition? Cached(string versionId) => forms.GetValueOrDefault(versionId);

    public bool Knows(string versionId) => forms.ContainsKey(versionId);

    public FormDefinition? Of(StoredDefinition definition) =>
        definition.IsPublished
            ? forms.GetOrAdd(definition.VersionId, _ => Read(definition.Json))
            : Read(definition.Json);

    private static FormDefinition? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FormDefinition.OfWorkflow(document.RootElement);
    }
}
