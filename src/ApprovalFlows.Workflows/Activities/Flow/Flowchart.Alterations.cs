using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Alterations;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <content>What a flowchart of another version knows under other ids.</content>
public sealed partial class Flowchart : IMovesState
{
    void IMovesState.MoveState(Dictionary<string, JsonNode?> properties, ContainerMove move)
    {
        var connections = MovedConnections((Flowchart)move.Old, move);
        properties.Rewrite<string>(StartProperty, id => move.NewIdOf(id) ?? DefaultStart()?.Id);
        properties.Rewrite<FlowScope>(ScopeProperty, scope => new FlowScope
        {
            ActivityVisits = Renamed(scope.ActivityVisits, move.NewIdOf),
            ConnectionVisits = Renamed(scope.ConnectionVisits, connections.GetValueOrDefault),
            FollowedConnections = [.. scope.FollowedConnections
                .Select(connections.GetValueOrDefault).OfType<string>()],
        });
        properties.Rewrite<TokenList>(TokensProperty, tokens => new TokenList
        {
            Items = [.. tokens.Items.Select(token => Moved(token, move)).OfType<Token>()],
        });
    }

    private Dictionary<string, string> MovedConnections(Flowchart old, ContainerMove move)
    {
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var connection in old.Connections)
        {
            var source = move.NewIdOf(connection.Source.Activity.Id);
            var target = move.NewIdOf(connection.Target.Activity.Id);
            var same = Connections.FirstOrDefault(candidate => candidate.Source.Activity.Id == source
                && candidate.Target.Activity.Id == target
                && candidate.Source.Port == connection.Source.Port);
            if (same is not null)
                moved[connection.Key] = same.Key;
        }

        return moved;
    }

    private static Token? Moved(Token token, ContainerMove move) =>
        move.NewIdOf(token.From) is { } from && move.NewIdOf(token.To) is { } to
            ? new Token
            {
                From = from,
                Outcome = token.Outcome,
                To = to,
                Consumed = token.Consumed,
                Blocked = token.Blocked,
            }
            : null;

    private static Dictionary<string, long> Renamed(Dictionary<string, long> visits, Func<string, string?> nameOf)
    {
        var renamed = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (old, count) in visits)
            if (nameOf(old) is { } name)
                renamed[name] = count;
        return renamed;
    }
}
