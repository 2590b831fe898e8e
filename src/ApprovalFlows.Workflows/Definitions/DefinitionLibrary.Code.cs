using System.Security.Cryptography;
using System.Text;
using ApprovalFlows.Workflows.Builders;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <content>Workflows made in code.</content>
public sealed partial class DefinitionLibrary
{
    /// <summary>
    /// Publishes the workflows made in code. What reads the same as before makes no version; one
    /// whose latest version a person saved is left alone.
    /// </summary>
    public async Task<IReadOnlyList<PublishResult>> LoadCodeAsync(CancellationToken ct = default)
    {
        var results = new List<PublishResult>();
        foreach (var type in codeWorkflows.Types)
        {
            var (builder, workflow) = await codeWorkflows.BuildAsync(type, ct);
            graphBuilder.Build(workflow, store);
            var json = CodeWorkflows.JsonOf(builder, workflow);
            var hash = Convert.ToHexString(
                SHA256.HashData(Encoding.UTF8.GetBytes(json.ToJsonString(EngineJson.Options))));
            var definitionId = builder.DefinitionId!;
            var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, ct);
            if (latest is not null && (latest.FileHash is null || latest.FileHash == hash))
                continue;
            results.Add(await PublishAsync(await AddVersionAsync(definitionId, json, null, hash, ct), ct));
        }

        return results;
    }
}
