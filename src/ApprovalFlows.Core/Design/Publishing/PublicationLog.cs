using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>A finding as it is kept: its sentence in the three languages, whatever becomes of its key.</summary>
public sealed record RecordedFinding(Severity Severity, string Code, string? StepId, LocalText Text)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string? Write(IReadOnlyCollection<Finding> findings) =>
        findings.Count == 0 ? null : JsonSerializer.Serialize(findings.Select(Of), Options);

    public static IReadOnlyList<RecordedFinding> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<RecordedFinding>>(json, Options)!;

    private static RecordedFinding Of(Finding finding) => new(
        finding.Severity,
        finding.Code,
        finding.StepId,
        new LocalText(
            finding.Sentence.In(TextResources.Chinese),
            finding.Sentence.In(TextResources.Vietnamese),
            finding.Sentence.In(TextResources.English)));
}

/// <summary>Keeps who published, took back or tried to, when and why.</summary>
public sealed class PublicationLog(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public FlowPublication Add(
        StoredDefinition version, FlowAct act, string? reason = null, IReadOnlyCollection<Finding>? findings = null) =>
        Add(version.DefinitionId, version.VersionId, version.Version, act, reason, findings ?? []);

    /// <summary>Names the earlier version; the moment, that of the draft, tells which draft came of it.</summary>
    public FlowPublication AddRollBack(StoredDefinition earlier, StoredDefinition draft, string? reason) => Add(
        earlier.DefinitionId, earlier.VersionId, earlier.Version, FlowAct.RolledBack, reason, [], draft.CreatedAt);

    public FlowPublication Add(
        string definitionId,
        string versionId,
        int version,
        FlowAct act,
        string? reason,
        IReadOnlyCollection<Finding> findings,
        DateTimeOffset? at = null)
    {
        var isPerson = current.Actor != Actor.System;
        var row = new FlowPublication
        {
            DefinitionId = definitionId,
            VersionId = versionId,
            Version = version,
            Act = act,
            At = at ?? time.GetUtcNow(),
            ActorId = isPerson ? current.Actor.UserId : null,
            ActorName = isPerson ? current.Actor.DisplayName : null,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            Findings = RecordedFinding.Write(findings),
        };
        db.Add(row);
        return row;
    }
}
