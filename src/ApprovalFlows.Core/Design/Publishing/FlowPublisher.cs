using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>
/// The one way for a person to bring a version live: the checks, the publication and its record are one
/// unit of work; a refusal is recorded in a second one.
/// </summary>
public sealed class FlowPublisher(UnitOfWork work)
{
    /// <param name="actor">Who publishes.</param>
    /// <param name="definitionId">The flow whose latest version is to go live.</param>
    /// <param name="reason">Why; needed for warnings.</param>
    /// <param name="revision">What the person has seen, when that matters: nothing later goes live unseen.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="RuleViolation">The checks found errors, or warnings and no reason was given.</exception>
    public Task<StoredDefinition> PublishAsync(
        Actor actor,
        string definitionId,
        string? reason = null,
        string? revision = null,
        CancellationToken cancellation = default) =>
        TryAsync(actor, editor => editor.PublishAsync(definitionId, reason, revision, cancellation), cancellation);

    /// <summary>Saves the model of a designer's tab as the latest draft, and publishes it when asked to.</summary>
    /// <exception cref="RuleViolation">It was not saved, or not to be published.</exception>
    public Task<StoredDefinition> SaveAsync(
        Actor actor,
        JsonObject model,
        bool publish,
        string? tab = null,
        CancellationToken cancellation = default) =>
        TryAsync(actor, editor => editor.SaveAsync(model, publish, tab, cancellation), cancellation);

    private async Task<StoredDefinition> TryAsync(
        Actor actor, Func<FlowEditor, Task<StoredDefinition>> publish, CancellationToken cancellation)
    {
        if (!actor.IsIn(Roles.FlowAdmin)) throw RuleViolation.Forbidden("NotAllowed");
        try
        {
            return await work.RunAsync(actor, publish, cancellation);
        }
        catch (PublishRefused refused)
        {
            await work.RunAsync<PublicationLog>(
                actor,
                log =>
                {
                    log.Add(refused.Version, FlowAct.Refused, refused.Reason, refused.Findings);
                    return Task.CompletedTask;
                },
                cancellation);
            throw refused.ToViolation();
        }
    }
}
