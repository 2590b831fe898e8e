using System.Collections.Concurrent;
using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Web.Studio;

internal sealed record Watch(string InstanceId, Actor Actor);

/// <summary>Which instances the viewers connected to this node look at; one a connection.</summary>
internal sealed class WatchedInstances
{
    private readonly ConcurrentDictionary<string, Watch> watches = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Watch> ByInstance =>
        watches.Values.DistinctBy(watch => watch.InstanceId).ToDictionary(watch => watch.InstanceId);

    /// <returns>What the connection looked at before.</returns>
    public Watch? Add(string connectionId, Watch watch)
    {
        var before = watches.GetValueOrDefault(connectionId);
        watches[connectionId] = watch;
        return before;
    }

    public void Remove(string connectionId) => watches.TryRemove(connectionId, out _);
}
