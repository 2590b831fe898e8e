using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <content>The token mode (Elsa: Flowchart.Tokens.cs).</content>
public sealed partial class Flowchart
{
    private const string TokensProperty = "Flowchart.Tokens";

    private enum MergeMode
    {
        None,
        Stream,
        Merge,
        Converge,
        Cascade,
        Race,
    }

    private async ValueTask OnChildCompletedTokenAsync(ActivityCompletedContext context)
    {
        var flow = context.TargetContext;
        var completed = context.ChildContext.Activity;
        var tokens = TokensOf(flow);
        if (completed is ITerminalNode)
        {
            tokens.Clear();
            await flow.CompleteActivityAsync();
            return;
        }

        var outcomes = context.Result as Outcomes;
        var graph = GraphOf(flow);
        var active = graph.Outbound(completed)
            .Where(connection => connection.Matches(
                (outcomes ?? Outcomes.Default).Names, outcomes is null))
            .ToList();
        foreach (var connection in active)
            tokens.Add(TokenFor(connection));
        foreach (var token in tokens)
            if (token.IsFree && token.To == completed.Id)
                token.Consumed = true;
        foreach (var connection in active)
            await MoveAsync(flow, graph, tokens, connection);
        await CompleteIfNoTokensAsync(flow, graph, tokens);
        tokens.RemoveAll(token => token.Consumed && token.To == completed.Id);
    }

    private static async ValueTask OnCanceledTokenAsync(ActivityExecutionContext flow, IActivity child)
    {
        var tokens = TokensOf(flow);
        tokens.RemoveAll(token => token.From == child.Id || token.To == child.Id);
        await CompleteIfIdleAsync(flow);
    }

    private async ValueTask CompleteIfNoTokensAsync(
        ActivityExecutionContext flow, FlowGraph graph, List<Token> tokens)
    {
        if (HasPendingWork(flow) || HasFaultedChild(flow))
            return;
        if (tokens.Exists(token => token.IsFree)
            && (flow.WorkflowExecutionContext.Reproduces(ElsaDefects.EndlessSuspension)
                || await ReleaseWaitingAsync(flow, graph, tokens)))
            return;
        tokens.Clear();
        await flow.CompleteActivityAsync();
    }

    // Nothing runs any more, so no further token can come. Elsa waits for ever; here whoever waits for
    // the active branches has them all, and a join that waits for all branches is dead.
    private async ValueTask<bool> ReleaseWaitingAsync(
        ActivityExecutionContext flow, FlowGraph graph, List<Token> tokens)
    {
        var scheduled = false;
        foreach (var target in tokens.Where(token => token.IsFree).Select(token => token.To).Distinct().ToList())
            if (graph.Find(target) is { } activity && await GoesOnWithActiveAsync(flow, activity))
            {
                scheduled = true;
                await ScheduleTokenAsync(flow, activity);
            }

        return scheduled;
    }

    private static async ValueTask<bool> GoesOnWithActiveAsync(ActivityExecutionContext flow, IActivity target) =>
        target is FlowJoin join
            ? await flow.EvaluateInputOfAsync(join.Mode) is FlowJoinMode.WaitAllActive
            : await MergeModeAsync(flow, target) is not (MergeMode.Cascade or MergeMode.Race);

    private async ValueTask MoveAsync(
        ActivityExecutionContext flow, FlowGraph graph, List<Token> tokens, Connection connection)
    {
        var target = connection.Target.Activity;
        switch (await MergeModeAsync(flow, target))
        {
            case MergeMode.Merge:
                await MergeAsync(flow, graph.ForwardInbound(target), tokens, target);
                break;
            case MergeMode.Converge:
                await MergeAsync(flow, graph.Inbound(target), tokens, target);
                break;
            case MergeMode.Cascade:
                await CascadeAsync(flow, graph, tokens, connection, cancelOthers: false);
                break;
            case MergeMode.Race:
                await CascadeAsync(flow, graph, tokens, connection, cancelOthers: true);
                break;
            default:
                if (!graph.ForwardInbound(target).Any(inbound => tokens.Exists(token =>
                    token.IsFree && token.To == inbound.Source.Activity.Id)))
                    await ScheduleTokenAsync(flow, target);
                break;
        }
    }

    private ValueTask MergeAsync(
        ActivityExecutionContext flow,
        IReadOnlyList<Connection> inbound,
        List<Token> tokens,
        IActivity target) =>
        inbound.Count <= 1 || inbound.All(connection => tokens.Exists(token => token.IsFree && IsOn(token, connection)))
            ? ScheduleTokenAsync(flow, target)
            : ValueTask.CompletedTask;

    private async ValueTask CascadeAsync(
        ActivityExecutionContext flow,
        FlowGraph graph,
        List<Token> tokens,
        Connection connection,
        bool cancelOthers)
    {
        var target = connection.Target.Activity;
        // Elsa cancels first: the flowchart may then complete, and what comes after it still runs.
        var cancelsFirst = flow.WorkflowExecutionContext.Reproduces(ElsaDefects.QueuedWorkAfterEnd);
        if (cancelOthers && cancelsFirst)
            await CancelInboundAncestorsAsync(flow, target);
        // Elsa forgets the token that has just come along here, and the flowchart never completes; nor
        // does it tell a block that is used up from one that holds.
        var forgets = flow.WorkflowExecutionContext.Reproduces(ElsaDefects.EndlessSuspension);
        var blocked = tokens.Find(token =>
            token.Blocked && (forgets || !token.Consumed) && IsOn(token, connection));
        if (blocked is not null)
        {
            blocked.Consumed = true;
            if (!forgets)
                tokens.RemoveAll(token => token.IsFree && IsOn(token, connection));
            return;
        }

        await ScheduleTokenAsync(flow, target);
        if (cancelOthers && !cancelsFirst)
            await CancelInboundAncestorsAsync(flow, target);
        foreach (var other in graph.ForwardInbound(target))
            if (other.Source.Activity != connection.Source.Activity)
                tokens.Add(TokenFor(other, isBlocked: true));
    }

    private ValueTask ScheduleTokenAsync(ActivityExecutionContext flow, IActivity target) =>
        flow.ScheduleActivityAsync(target, OnChildCompletedTokenAsync);

    private static async ValueTask<MergeMode> MergeModeAsync(
        ActivityExecutionContext flow, IActivity target)
    {
        if (target is FlowJoin join)
            return await flow.EvaluateInputOfAsync(join.Mode)
                is FlowJoinMode.WaitAll or FlowJoinMode.WaitAllActive
                ? MergeMode.Merge
                : MergeMode.Race;
        return Enum.TryParse<MergeMode>(target.GetText("mergeMode"), ignoreCase: true, out var mode)
            ? mode
            : MergeMode.None;
    }

    private static List<Token> TokensOf(ActivityExecutionContext flow) =>
        flow.GetProperty<TokenList>(TokensProperty, static () => new TokenList()).Items;

    private static Token TokenFor(Connection connection, bool isBlocked = false) => new()
    {
        From = connection.Source.Activity.Id,
        Outcome = connection.Source.Port,
        To = connection.Target.Activity.Id,
        Blocked = isBlocked,
    };

    private static bool IsOn(Token token, Connection connection) =>
        token.From == connection.Source.Activity.Id
        && token.To == connection.Target.Activity.Id
        && token.Outcome == connection.Source.Port;
}
