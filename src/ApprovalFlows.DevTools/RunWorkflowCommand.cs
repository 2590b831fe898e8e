using System.Text.Encodings.Web;
using System.Text.Json;
using ApprovalFlows.DevTools.Commands;
using ApprovalFlows.Workflows.Conformance;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools;

/// <summary>Runs definition files in memory and prints what came of it as one JSON object.</summary>
internal static class RunWorkflowCommand
{
    private static readonly JsonSerializerOptions Output = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Arguments.Count == 0)
            return CommandOptions.Fail("run-workflow needs a definition file.");
        var trial = new WorkflowTrial(
            services => services.BuildServiceProvider(),
            configure => Configure(configure, options));
        try
        {
            var result = await trial.RunAsync(
                options.Arguments, options.Last("input"), [.. options.All("resume")]);
            Console.WriteLine(result.ToJsonString(Output));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DefinitionFormatException
            or DefinitionNotFoundException or NotWaitingException)
        {
            Console.Error.WriteLine($"run-workflow: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static void Configure(WorkflowOptions configure, CommandOptions options)
    {
        ConformanceReplay.Configure(configure, options.Last("mode") ?? ConformanceReplay.CounterMode);
        if (options.Last("incidents") == "continue")
            configure.IncidentStrategy = IncidentStrategy.ContinueWithIncidents;
    }
}
