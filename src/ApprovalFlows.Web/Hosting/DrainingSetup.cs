using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// A node that is told to end refuses new work with 503, says so to the load balancer, and ends when
/// what it had begun is done, or when its time is up.
/// </summary>
public static class DrainingSetup
{
    private const string RetryAfterSeconds = "5";
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    public static void AddDraining(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ApprovalFlowsOptions>>((host, options) =>
            host.ShutdownTimeout = NoticeOf(options.Value) + LimitOf(options.Value) + Reserve);
    }

    /// <summary>Comes before whatever may change something.</summary>
    public static void UseDraining(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!BeginsWork(context.Request))
        {
            await next(context);
            return;
        }

        using var turn = context.RequestServices.GetRequiredService<Draining>().TryEnter();
        if (turn is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return;
        }

        await next(context);
    });

    // Reading goes on to the end; a flow may do anything whatever the method.
    private static bool BeginsWork(HttpRequest request) =>
        request.Path.StartsWithSegments("/workflows")
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method));

    private static TimeSpan NoticeOf(ApprovalFlowsOptions options) =>
        TimeSpan.FromSeconds(options.Shutdown.NoticeSeconds);

    private static TimeSpan LimitOf(ApprovalFlowsOptions options) =>
        TimeSpan.FromSeconds(options.Shutdown.DrainSeconds);

    /// <summary>Runs before the web server and the jobs are stopped.</summary>
    private sealed class Drain(
        Draining draining,
        IOptions<ApprovalFlowsOptions> options,
        IHostApplicationLifetime lifetime,
        ILogger<Drain> log) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStopping.Register(draining.Begin);
            return Task.CompletedTask;
        }

        public async Task StoppingAsync(CancellationToken cancellationToken)
        {
            draining.Begin();
            try
            {
                await Task.Delay(NoticeOf(options.Value), TimeProvider.System, cancellationToken);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(LimitOf(options.Value));
                await draining.WhenIdleAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                log.LogWarning("The node ends although work is still under way; nothing of it is stored.");
            }
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
