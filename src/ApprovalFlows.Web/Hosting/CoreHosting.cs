using ApprovalFlows.Core;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Web.Hosting.Options;

namespace ApprovalFlows.Web.Hosting;

/// <summary>Reads the settings and registers the approval system with them.</summary>
public static class CoreHosting
{
    private const long MaxRequestBytes = 16 * 1024 * 1024;

    public static void AddApprovalFlows(this WebApplicationBuilder builder)
    {
        builder.Host.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateOnBuild = true;
            provider.ValidateScopes = true;
        });
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = MaxRequestBytes);
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://localhost:5080");
        var options = OptionsReading.Read(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddOptions<ApprovalFlowsOptions>()
            .Bind(builder.Configuration.GetSection(ApprovalFlowsOptions.Section));
        var data = Path.GetFullPath(options.DataDirectory, builder.Environment.ContentRootPath);
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton<DevelopmentClock>();
            builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<DevelopmentClock>());
        }

        var given = builder.Configuration.GetConnectionString("ApprovalFlows");
        var connection = string.IsNullOrWhiteSpace(given)
            ? $"Data Source={Path.Combine(data, "approval-flows.db")}"
            : given;
        builder.Services.AddApprovalCore(options, connection, data);
        builder.Services.AddSingleton(options.Telemetry);
        builder.Services.AddTelemetry(options.Telemetry);
        // A node whose jobs are off serves pages only.
        if (options.Jobs.Enabled) builder.Services.AddSchedule(options, connection);
    }
}
