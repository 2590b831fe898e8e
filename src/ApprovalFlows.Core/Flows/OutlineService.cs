using System.Text.Json;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Flows;

public sealed record OutlineStep(string StepId, LocalText Name, LocalText Department);

/// <summary>
/// Tells which reviews a case will pass if every office decides in its favour: from a step along
/// the first outcome of each review, and at a switch along the port named like the case's route.
/// </summary>
public sealed class OutlineService(AppDbContext db, IWorkflowStore store)
{
    private const int MaxSteps = 100;

    /// <param name="versionId">The version of the flow the case runs on.</param>
    /// <param name="currentStepId">The step the case is at; null begins at the start.</param>
    /// <param name="route">The case's route, when its form has one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<OutlineStep>> StepsToComeAsync(
        string versionId, string? currentStepId, string? route, CancellationToken cancellation = default)
    {
        var definition = await store.FindVersionAsync(versionId, cancellation);
        if (definition is null) return [];
        using var document = JsonDocument.Parse(definition.Json);
        var graph = new OutlineGraph(
            document.RootElement.GetProperty("root"), await SharedAsync(cancellation));
        var at = currentStepId ?? graph.Start;
        var steps = new List<OutlineStep>();
        var seen = new HashSet<string>();
        for (var hop = 0; hop < MaxSteps && at is not null && seen.Add(at); hop++)
        {
            if (at != currentStepId && graph.IsReview(at)) steps.Add(await DescribeAsync(graph, at, cancellation));
            at = graph.Next(at, route);
        }

        return steps;
    }

    private async Task<Dictionary<string, JsonElement>> SharedAsync(CancellationToken cancellation) =>
        (await store.ListUsableAsActivityAsync(cancellation))
            .Where(stored => stored.IsPublished)
            .ToDictionary(
                WorkflowActivityDescriber.TypeNameOf,
                stored => JsonElement.Parse(stored.Json).GetProperty("root"));

    private async Task<OutlineStep> DescribeAsync(
        OutlineGraph graph, string id, CancellationToken cancellation)
    {
        var code = graph.Literal(id, "department") ?? "";
        var office = await db.Departments.FindAsync([code], cancellation);
        var zh = graph.Literal(id, "titleZh") ?? graph.NameOf(id);
        return new OutlineStep(
            id,
            new LocalText(zh, graph.Literal(id, "titleVi") ?? zh, graph.Literal(id, "titleEn") ?? zh),
            NameOf(office, code));
    }

    private static LocalText NameOf(Department? office, string code) => office is null
        ? new LocalText(code, code, code)
        : new LocalText(office.NameZh, office.NameVi, office.NameEn);
}
