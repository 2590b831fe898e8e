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
        await CompleteIfNoTokensAsync(flow, tokens);
        tokens.RemoveAll(token => token.Consumed && token.To == completed.Id);
    }

    private static async ValueTask OnCanceledTokenAsync(ActivityExecutionContext flow, IActivity child)
    {
        var tokens = TokensOf(flow);
        tokens.RemoveAll(token => token.From == child.Id || token.To == child.Id);
        await CompleteIfIdleAsync(flow);
    }

    private static async ValueTask CompleteIfNoTokensAsync(
        ActivityExecutionContext flow, List<Token> tokens)
    {
        if (tokens.Exists(token => token.IsFree) || HasPendingWork(flow) || HasFaultedChild(flow))
            return;
        tokens.Clear();
        await flow.CompleteActivityAsync();
    }

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
        var blocked = tokens.Find(token =>
            token.Blocked && !token.Consumed && IsOn(token, connection));
        if (blocked is not null)
        {
            blocked.Consumed = true;
            return;
        }

        var target = connection.Target.Activity;
        if (cancelOthers)
            await CancelInboundAncestorsAsync(flow, target);
        await ScheduleTokenAsync(flow, target);
        foreach (var other in graph.ForwardInbound(target))
            if (other != connection)
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
