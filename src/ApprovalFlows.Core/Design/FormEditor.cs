using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design;

/// <summary>The form in the latest version of a flow; null when there is none, or none that can be read.</summary>
public sealed record FormDraft(StoredDefinition Version, FormDefinition? Form, IReadOnlyList<Sentence> Problems)
{
    public string Revision => FlowEditor.RevisionOf(Version);
}

/// <summary>
/// Changes the form of a flow's latest version and nothing else of it. A published version stays as it is: the
/// change begins the next draft.
/// </summary>
public sealed class FormEditor(
    IWorkflowStore store, DefinitionLibrary library, SaveRuns runs, CurrentActor current)
{
    private const string Properties = "customProperties";
    private const string Property = "form";

    // What a field does not use is not written: differences between versions stay readable.
    private static readonly JsonSerializerOptions Written = new(FormJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <exception cref="RuleViolation">There is no such flow.</exception>
    public async Task<FormDraft> FindAsync(string definitionId, CancellationToken cancellation = default)
    {
        var latest = await LatestAsync(definitionId, cancellation);
        try
        {
            var form = Read(JsonNode.Parse(latest.Json)!.AsObject());
            return new FormDraft(latest, form, form?.FindProblems() ?? []);
        }
        catch (FormDefinitionException unreadable)
        {
            return new FormDraft(latest, null, unreadable.Problems);
        }
    }

    /// <param name="definitionId">The flow.</param>
    /// <param name="revision">What the person saw when the change was made.</param>
    /// <param name="change">Makes the new form of the old one; a flow without one begins with an empty one.</param>
    /// <param name="cancellation">Ends the change.</param>
    /// <exception cref="RuleViolation">Somebody saved meanwhile, or the form could not be used.</exception>
    public async Task<StoredDefinition> ChangeAsync(
        string definitionId,
        string revision,
        Func<FormDefinition, FormDefinition> change,
        CancellationToken cancellation = default)
    {
        if (!current.Actor.IsIn(Roles.FlowAdmin)) throw RuleViolation.Forbidden("NotAllowed");
        var latest = await LatestAsync(definitionId, cancellation);
        await runs.MustBeLatestAsync(latest, revision, cancellation);
        var definition = JsonNode.Parse(latest.Json)!.AsObject();
        var before = ReadOrRefuse(definition);
        var after = change(before ?? new FormDefinition { Title = new LocalText("", "", ""), Sections = [] });
        FormProblems.RefuseNew(before, after);
        var written = Write(after);
        if (before is not null && JsonNode.DeepEquals(Write(before), written)) return latest;

        if (definition[Properties] is not JsonObject properties)
            definition[Properties] = properties = [];
        properties[Property] = written;
        definition["definitionId"] = latest.DefinitionId;
        var draft = await library.SaveDraftAsync(definition.ToJsonString(), current.Actor.UserName, cancellation);
        // A tab of the designer that has not seen the new form may not go on with its run.
        await runs.RecordAsync(draft, tab: null, revision, cancellation);
        return draft;
    }

    private async Task<StoredDefinition> LatestAsync(string definitionId, CancellationToken cancellation) =>
        await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellation)
            ?? throw RuleViolation.NotFound("FlowUnknown", definitionId);

    private static JsonNode? Write(FormDefinition form) => JsonSerializer.SerializeToNode(form, Written);

    private static FormDefinition? Read(JsonObject definition) =>
        (definition[Properties] as JsonObject)?[Property] is JsonObject form
            ? FormDefinition.Read(form.Deserialize<JsonElement>())
            : null;

    // What cannot be read must not be replaced by what somebody believed to be an empty form.
    private static FormDefinition? ReadOrRefuse(JsonObject definition)
    {
        try
        {
            return Read(definition);
        }
        catch (FormDefinitionException unreadable)
        {
            throw new RuleViolation(RuleKind.Conflict, unreadable.Problems[0]);
        }
    }
}
