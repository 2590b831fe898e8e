using ApprovalFlows.Core;
using ApprovalFlows.Core.Operations;
using ApprovalFlows.Workflows.Execution;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ApprovalFlows.Web.Hosting;

/// <summary>Sends traces and metrics to a collector; where none is named nothing listens and nothing is sent.</summary>
internal static class TelemetrySetup
{
    private static readonly string[] s_sources =
        [Telemetry.Name, EngineTelemetry.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    private static readonly string[] s_meters =
    [
        Telemetry.Name, EngineTelemetry.Name, "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql",
    ];

    public static void AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        if (options.OtlpEndpoint.Length == 0) return;
        services.AddSingleton(_ => TracesTo(options));
        services.AddSingleton(_ => MetricsTo(options));
        services.AddHostedService<Export>();
    }

    private static TracerProvider TracesTo(TelemetryOptions options) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(Node())
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TracedPercent / 100.0)))
        .AddSource(s_sources)
        .AddProcessor(new WithoutPeople())
        .AddOtlpExporter(exporter => SetAddress(exporter, options, "v1/traces"))
        .Build();

    private static MeterProvider MetricsTo(TelemetryOptions options) => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(Node())
        .AddMeter(s_meters)
        .AddOtlpExporter((exporter, reader) =>
        {
            SetAddress(exporter, options, "v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.MetricSeconds * 1000;
        })
        .Build();

    private static ResourceBuilder Node() => ResourceBuilder.CreateEmpty()
        .AddService("approval-flows", serviceInstanceId: Environment.MachineName);

    private static void SetAddress(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{options.OtlpEndpoint.TrimEnd('/')}/{path}");
    }

    /// <summary>Begins to listen with the program and sends the rest when it ends.</summary>
    private sealed class Export(
        TracerProvider traces, MeterProvider metrics, IServiceScopeFactory scopes, TelemetryOptions options)
        : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.MetricSeconds));
            do
            {
                await using var scope = scopes.CreateAsyncScope();
                Telemetry.NoteOutboxAge(
                    await scope.ServiceProvider.GetRequiredService<Readiness>().OutboxAgeAsync(stoppingToken));
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }

        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            traces.ForceFlush();
            metrics.ForceFlush();
        }
    }
}
