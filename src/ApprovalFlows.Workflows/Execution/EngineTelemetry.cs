using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>What the engine tells whoever listens; without a listener it costs a comparison.</summary>
public static class EngineTelemetry
{
    /// <summary>Name of the source of activities and of the meter.</summary>
    public const string Name = "ApprovalFlows.Workflows";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_bursts = s_meter.CreateHistogram<double>(
        "approvalflows.burst.duration", "s", "How long a burst of a workflow ran before it rested.");

    internal static Measured Begin(WorkflowExecutionContext workflow) => new(workflow);

    /// <summary>One burst, measured until it is disposed of.</summary>
    internal readonly struct Measured : IDisposable
    {
        private readonly WorkflowExecutionContext workflow;
        private readonly System.Diagnostics.Activity? activity;
        private readonly long began;

        public Measured(WorkflowExecutionContext workflow)
        {
            this.workflow = workflow;
            activity = s_source.StartActivity("burst");
            began = s_bursts.Enabled ? Stopwatch.GetTimestamp() : 0;
        }

        public void Dispose()
        {
            if (began != 0)
            {
                s_bursts.Record(
                    Stopwatch.GetElapsedTime(began).TotalSeconds,
                    new("workflow.definition", workflow.Workflow.Identity.DefinitionId),
                    new("workflow.state", $"{workflow.SubStatus}"));
            }

            // The correlation is often known only after the first activity.
            activity?.SetTag("workflow.definition", workflow.Workflow.Identity.DefinitionId);
            activity?.SetTag("workflow.instance", workflow.Id);
            activity?.SetTag("workflow.correlation", workflow.CorrelationId);
            activity?.SetTag("workflow.state", $"{workflow.SubStatus}");
            activity?.Dispose();
        }
    }
}
