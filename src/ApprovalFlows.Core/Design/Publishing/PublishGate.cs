using System.Text.Json;
using ApprovalFlows.Core.Design.Publishing.Checks;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>Proves of a version what can be proved before it goes live.</summary>
public sealed class PublishGate(
    AppDbContext db,
    IWorkflowStore store,
    GraphCache graphs,
    TriggerIndex triggers,
    DefinitionValidator validator,
    OfficeRegister offices)
{
    private static readonly IPublishCheck[] Checks =
    [
        new EngineCheck(),
        new EndCheck(),
        new OutcomeCheck(),
        new OfficeCheck(),
        new SigningCheck(),
        new DeadlineCheck(),
        new OrderCheck(),
        new FormCheck(),
        new IndependenceCheck(),
        new PersonCheck(),
        new ReviewCheck(),
        new UnreachableCheck(),
        new OccupiedCheck(),
    ];

    /// <summary>Errors first, then warnings, then notices.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(
        StoredDefinition version, CancellationToken cancellation = default)
    {
        var flow = await ReadAsync(version, cancellation);
        return [.. Checks.SelectMany(check => check.Run(flow)).OrderBy(finding => finding.Severity)];
    }

    private async Task<FlowUnderCheck> ReadAsync(StoredDefinition version, CancellationToken cancellation)
    {
        var graph = await graphs.GetAsync(version, store, cancellation);
        var starts = await triggers.ComputeAsync(graph, cancellation);
        var (form, problems) = FormOf(version);
        return new FlowUnderCheck(graph)
        {
            Form = form,
            FormProblems = problems,
            EngineErrors = await validator.ValidateAsync(graph, starts, cancellation),
            Offices = await offices.FindAsync(FlowUnderCheck.OfficesOf(graph), cancellation),
            Occupied = await OccupiedAsync(version.DefinitionId, cancellation),
        };
    }

    private static (FormDefinition? Form, IReadOnlyList<Sentence> Problems) FormOf(StoredDefinition version)
    {
        try
        {
            using var document = JsonDocument.Parse(version.Json);
            return (FormDefinition.OfWorkflow(document.RootElement), []);
        }
        catch (FormDefinitionException unusable)
        {
            return (null, unusable.Problems);
        }
    }

    private async Task<IReadOnlyList<OccupiedStep>> OccupiedAsync(string flow, CancellationToken cancellation)
    {
        var steps = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.Status == ReviewTaskStatus.Open
                && db.Cases.Any(file => file.Id == task.CaseId && file.Flow == flow))
            .GroupBy(task => task.StepId)
            .Select(group => new
            {
                StepId = group.Key,
                Zh = group.Max(task => task.TitleZh)!,
                Vi = group.Max(task => task.TitleVi)!,
                En = group.Max(task => task.TitleEn)!,
                Cases = group.Count(),
            })
            .OrderBy(step => step.StepId)
            .ToListAsync(cancellation);
        return
        [
            .. steps.Select(step =>
                new OccupiedStep(step.StepId, new LocalText(step.Zh, step.Vi, step.En), step.Cases)),
        ];
    }
}
