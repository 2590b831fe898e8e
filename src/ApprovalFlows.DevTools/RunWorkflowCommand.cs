using ApprovalFlows.Workflows.Conformance;
using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools;

/// <summary>Runs definition files in memory and prints what came of it as one JSON object.</summary>
internal static class RunWorkflowCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Arguments.Count == 0)
            return CommandOptions.Fail("run-workflow needs a definition file.");
        var trial = new WorkflowTrial(
            services => services.BuildServiceProvider(),
            configure => Configure(configure, options));
        var result = await trial.RunAsync(
            options.Arguments, options.Last("input"), [.. options.All("resume")]);
        Console.WriteLine(result.ToJsonString(new System.Text.Json.JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }));
        return 0;
    }

    private static void Configure(WorkflowOptions configure, CommandOptions options)
    {
        ConformanceReplay.Configure(configure, options.Last("mode") ?? ConformanceReplay.CounterMode);
        if (options.Last("incidents") == "continue")
            configure.IncidentStrategy = IncidentStrategy.ContinueWithIncidents;
    }
}
