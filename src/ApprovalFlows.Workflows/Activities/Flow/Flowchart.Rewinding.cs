using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <content>Going back to a node that was passed.</content>
public sealed partial class Flowchart : IRewinds
{
    IReadOnlySet<IActivity> IRewinds.After(ActivityExecutionContext? context, IActivity child)
    {
        var graph = context is null ? null : GraphOf(context);
        if (graph?.IsDangling(child) != false && DefaultStart() is { } start)
            graph = GraphFrom(start.Id);
        return graph?.DescendantsOf(child) ?? new HashSet<IActivity>();
    }

    IReadOnlySet<IActivity> IRewinds.Ending(ActivityExecutionContext context, IActivity child)
    {
        var graph = GraphOf(context);
        return graph.IsDangling(child)
            ? Activities.ToHashSet()
            : graph.DescendantsOf(child).Append(child).ToHashSet();
    }

    async ValueTask<ActivityCompletionCallback> IRewinds.ForgetAsync(
        ActivityExecutionContext context, IActivity child, IReadOnlySet<IActivity> open)
    {
        var graph = GraphOf(context);
        if (graph.IsDangling(child))
        {
            // The run began after the child: from now on it is a run that began there.
            context.SetProperty(StartProperty, child.Id);
            context.RemoveProperty(ScopeProperty);
            context.RemoveProperty(TokensProperty);
        }
        else if (ModeOf(context) == FlowchartMode.Token)
        {
            await ForgetTokensAsync(context, graph, child, open);
        }
        else
        {
            context.GetProperty<FlowScope>(ScopeProperty, static () => new FlowScope())
                .GoBack(graph, graph.DescendantsOf(child).Append(child).ToHashSet());
        }

        return CallbackFor(context);
    }

    // Branches from outside that had come to a join behind the child come to it no second time: what they
    // had brought lies there again.
    private static async ValueTask ForgetTokensAsync(
        ActivityExecutionContext flow, FlowGraph graph, IActivity child, IReadOnlySet<IActivity> open)
    {
        var after = graph.DescendantsOf(child);
        var ending = after.Append(child).ToHashSet();
        var ids = ending.Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);
        var tokens = TokensOf(flow);
        var brought = new List<Token>();
        foreach (var join in after.Where(join => open.Contains(join) || graph.DescendantsOf(join).Overlaps(open)))
        {
            if (await MergeModeAsync(flow, join) is not (MergeMode.Merge or MergeMode.Converge))
                continue;
            brought.AddRange(graph.ForwardInbound(join)
                .Where(connection => !ending.Contains(connection.Source.Activity)
                    && !IsUnderWay(graph, connection.Source.Activity, ending, open))
                .Select(connection => TokenFor(connection)));
        }

        tokens.RemoveAll(token => ids.Contains(token.From) || token.To == child.Id
            || brought.Exists(other => other.From == token.From && other.To == token.To));
        tokens.AddRange(brought);
        if (graph.ForwardInbound(child) is [var entry, ..])
            tokens.Add(TokenFor(entry));
    }

    private static bool IsUnderWay(
        FlowGraph graph, IActivity source, HashSet<IActivity> ending, IReadOnlySet<IActivity> open) =>
        open.Any(activity => !ending.Contains(activity)
            && (activity == source || graph.AncestorsOf(source).Contains(activity)));
}
