using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Calendars;

/// <summary>Lets a node notice what another one has loaded, also a node whose jobs are off.</summary>
public sealed class CalendarRefresh(
    CalendarSource calendars, TimeProvider time, ILogger<CalendarRefresh> log) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await calendars.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (Conflicts.IsFailure(failure))
            {
                // The database is away for a moment; what is known goes on to apply.
                log.LogWarning(failure, "The calendars could not be read again");
            }
        }
    }
}
