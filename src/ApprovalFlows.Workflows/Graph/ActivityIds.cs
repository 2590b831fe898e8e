using System.Globalization;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Gives ids to activities and variables without one (Elsa: IdentityGraphService.cs).</summary>
internal static class ActivityIds
{
    public static void Assign(List<ActivityNode> nodes, ActivityNode root)
    {
        AssignWithin(root);
        foreach (var node in nodes)
        {
            node.NodeId = node.Parent is null
                ? node.Activity.Id
                : $"{node.Parent.NodeId}:{node.Activity.Id}";
            node.Activity.NodeId = node.NodeId;
        }
    }

    // An embedded definition has its ids before the definition that uses it, as it would alone.
    private static void AssignWithin(ActivityNode workflow)
    {
        var own = OwnNodes(workflow).ToList();
        foreach (var embedded in own.Where(node => node != workflow && node.Activity is Workflow))
            AssignWithin(embedded);
        CheckUnique(own.Where(node => node.Activity is not Workflow));
        var taken = workflow.Descendants().Select(node => node.Activity.Id)
            .ToHashSet(StringComparer.Ordinal);
        var counters = new Dictionary<string, int>();
        foreach (var node in own)
        {
            if (string.IsNullOrWhiteSpace(node.Activity.Id))
                node.Activity.Id = NextId(node.Activity.Type, counters, taken);
            NameVariables(node.Activity);
        }
    }

    private static IEnumerable<ActivityNode> OwnNodes(ActivityNode workflow)
    {
        yield return workflow;
        foreach (var child in workflow.Children)
            if (child.Activity is Workflow)
                yield return child;
            else
                foreach (var node in OwnNodes(child))
                    yield return node;
    }

    private static void CheckUnique(IEnumerable<ActivityNode> nodes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
            if (!string.IsNullOrWhiteSpace(node.Activity.Id) && !seen.Add(node.Activity.Id))
                throw new DefinitionFormatException(
                    $"Two activities have the id '{node.Activity.Id}'.");
    }

    private static string NextId(string type, Dictionary<string, int> counters, HashSet<string> taken)
    {
        var shortName = type.Split('.')[^1];
        string id;
        do
        {
            counters[shortName] = counters.GetValueOrDefault(shortName) + 1;
            id = shortName + counters[shortName].ToString(CultureInfo.InvariantCulture);
        }
        while (!taken.Add(id));
        return id;
    }

    private static void NameVariables(IActivity activity)
    {
        if (activity is not IVariableContainer container)
            return;
        var number = 0;
        foreach (Variable variable in container.Variables)
        {
            number++;
            if (string.IsNullOrWhiteSpace(variable.Name))
                variable.Name = $"Variable{number}";
            if (string.IsNullOrWhiteSpace(variable.Id))
                variable.Id = $"{activity.Id}:variable-{number}";
        }
    }
}
