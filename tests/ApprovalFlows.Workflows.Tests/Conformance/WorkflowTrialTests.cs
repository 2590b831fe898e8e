using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Conformance;
using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Conformance;

public sealed class WorkflowTrialTests : IDisposable
{
    private static readonly string Waiting = Activity(
        "x", "Elsa.ExecuteWorkflow",
        Literal("workflowDefinitionId", "child"), Literal("waitForCompletion", "true"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trial");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Run_SeveralFiles_RunsTheLastOne()
    {
        var child = Write("child", Line("c", "child"));
        var parent = Write("parent", Waiting);

        var result = await RunAsync([child, parent]);

        Assert.Equal(["child"], result["lines"]!.AsArray().Select(line => line!.ToString()));
        Assert.Equal("x", result["journal"]![1]![0]!.ToString());
    }

    [Fact]
    public async Task Run_ResumeOfAChild_ReachesIt()
    {
        var child = Write("child", Activity("wait", "Elsa.Event", Literal("eventName", "go")));
        var parent = Write("parent", Waiting);

        var result = await RunAsync([child, parent], "wait");

        Assert.Equal("Finished", result["subStatus"]!.ToString());
    }

    [Fact]
    public async Task Run_NothingWaitsThere_SaysSo()
    {
        var file = Write("flow", Line("a", "a"));

        var refusal = await Assert.ThrowsAsync<NotWaitingException>(() => RunAsync([file], "nowhere"));

        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<JsonObject> RunAsync(string[] files, params string[] resumes) =>
        new WorkflowTrial(services => services.BuildServiceProvider(), _ => { }).RunAsync(files, null, resumes);

    private string Write(string name, string root)
    {
        var path = Path.Combine(folder.FullName, name + ".json");
        File.WriteAllText(path, $$"""{"name":"{{name}}","root":{{root}} }""");
        return path;
    }
}
