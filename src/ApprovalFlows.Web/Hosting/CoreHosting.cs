using ApprovalFlows.Core;

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
        var section = builder.Configuration.GetSection(ApprovalFlowsOptions.Section);
        builder.Services.AddOptions<ApprovalFlowsOptions>()
            .Bind(section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var options = section.Get<ApprovalFlowsOptions>(binder => binder.ErrorOnUnknownConfiguration = true)
            ?? new ApprovalFlowsOptions();
        var data = Path.GetFullPath(options.DataDirectory, builder.Environment.ContentRootPath);
        Directory.CreateDirectory(data);
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton<DevelopmentClock>();
            builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<DevelopmentClock>());
        }

        builder.Services.AddApprovalCore(options, ConnectionOf(builder, options, data), data);
    }

    private static string ConnectionOf(
        WebApplicationBuilder builder, ApprovalFlowsOptions options, string data)
    {
        var given = builder.Configuration.GetConnectionString("ApprovalFlows");
        if (!string.IsNullOrWhiteSpace(given)) return given;
        return options.Database == DatabaseKind.Sqlite
            ? $"Data Source={Path.Combine(data, "approval-flows.db")}"
            : throw new InvalidOperationException(
                "PostgreSQL needs the connection string ConnectionStrings__ApprovalFlows.");
    }
}
