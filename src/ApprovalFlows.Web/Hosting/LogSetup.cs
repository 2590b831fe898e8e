using System.Diagnostics;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// Logs on the standard output: lines of JSON for machines, plain text in Development. Each line bears the trace,
/// who acts (an id, never a name) and the case.
/// </summary>
public static partial class LogSetup
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole();
            return;
        }

        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "O";
        });
    }

    /// <summary>Comes after routing and after it is known who acts.</summary>
    public static void UseLogScope(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ApprovalFlows.Request");
        app.Use(async (context, next) =>
        {
            var scope = new Dictionary<string, object>
            {
                ["actor"] = context.RequestServices.GetRequiredService<CurrentActor>().Actor.UserId,
            };
            if (context.GetRouteValue("number") is string number && IsCaseNumber(number))
            {
                scope["case"] = number;
                Activity.Current?.SetTag("case.number", number);
            }

            using (log.BeginScope(scope)) await next(context);
        });
    }

    /// <summary>Whether it looks like one; whatever else stands in its place might name a person.</summary>
    internal static bool IsCaseNumber(string text) => CaseNumber().IsMatch(text);

    [GeneratedRegex(@"^[A-Z]{2,4}-[0-9]{4}-[0-9]{4,10}\z")]
    private static partial Regex CaseNumber();
}
