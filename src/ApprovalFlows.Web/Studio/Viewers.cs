using System.Collections.Concurrent;
using System.Security.Claims;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Authorization;

namespace ApprovalFlows.Web.Studio;

/// <summary>An open connection, and the session it was opened with.</summary>
internal sealed record Viewer(Guid UserId, Guid SessionId, Action Close);

/// <summary>
/// The viewers connected to this node. A connection is let in once and lasts for hours: it is looked at again and
/// again, and ends with its session, its account or the right to look.
/// </summary>
internal sealed partial class Viewers(IServiceScopeFactory scopes, ILogger<Viewers> logger) : BackgroundService
{
    // Five hundred connections are gone through in less than a minute.
    private const int PerLook = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Viewer> open = new(StringComparer.Ordinal);
    private readonly Queue<string> turns = new();

    public void Add(string connectionId, Viewer viewer) => open[connectionId] = viewer;

    public void Remove(string connectionId) => open.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure);
            }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (turns.Count == 0)
            foreach (var connectionId in open.Keys) turns.Enqueue(connectionId);
        for (var looked = 0; looked < PerLook && turns.TryDequeue(out var connectionId); looked++)
            if (open.TryGetValue(connectionId, out var viewer) && !await MayStayAsync(viewer, cancellation))
                viewer.Close();
    }

    private async Task<bool> MayStayAsync(Viewer viewer, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var found = await services.GetRequiredService<ActorService>()
            .FindAsync(viewer.UserId, viewer.SessionId, cancellation);
        if (found is not { } known) return false;
        services.GetRequiredService<CurrentActor>().Actor = known.Actor;
        var allowed = await services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(new ClaimsPrincipal(), StudioSetup.Read);
        return allowed.Succeeded;
    }

    [LoggerMessage(LogLevel.Warning, "Could not look whether the sessions of viewers last; it is tried again")]
    private partial void Failed(Exception failure);
}
