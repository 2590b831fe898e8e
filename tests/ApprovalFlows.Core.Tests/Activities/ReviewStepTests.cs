using System.Text.Json.Nodes;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Activities;

/// <summary>A review step between acceptance and the first review, as it comes out of a designer.</summary>
public sealed class ReviewStepTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync("2026-04-01 09:00");

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Step_WithOfficePostOutcomesAndDays_OpensATaskDueInThoseDays()
    {
        await InsertAsync(("workingDays", "3"), ("outcomes", """["approve","decline"]"""));

        var task = await AcceptAsync();

        Assert.Equal("园区意见", task.TitleZh);
        Assert.Equal(("园区意见", "园区意见"), (task.TitleVi, task.TitleEn));
        Assert.Equal(("park-office", "inspection"), (task.DepartmentCode, task.PostCode));
        Assert.Equal(["approve", "decline"], task.Outcomes);
        Assert.Equal(ReviewTask.NoTimeLimit, task.TimeLimit);
        Assert.Equal(EmployerFlow.At("2026-04-07 23:59:59"), task.DueAt);
    }

    [Fact]
    public async Task Step_WithDaysOnly_IsExplainedByThem()
    {
        await InsertAsync(("workingDays", "3"));

        var number = (await AcceptAndShowAsync()).Number;

        var deadline = (await flow.ShowAsync(number)).Steps.Single(step => step.Status == "open").Deadline!;
        Assert.Equal(new DateOnly(2026, 4, 7), deadline.DueOn);
        Assert.Contains("本步骤：3个工作日（流程规定）。", deadline.Explain(TextResources.Chinese));
    }

    [Theory]
    [InlineData("3", "decision", "2026-04-07 23:59:59")]
    [InlineData("40", "decision", "2026-05-07 23:59:59")]
    [InlineData("", "decision", "2026-05-07 23:59:59")]
    [InlineData("", "", "2026-05-07 23:59:59")]
    public async Task Step_WithDaysOrALimit_IsDueOnTheEarlierDay(string days, string limit, string due)
    {
        await InsertAsync(("workingDays", days), ("timeLimit", limit));

        var task = await AcceptAsync();

        Assert.Equal(EmployerFlow.At(due), task.DueAt);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(null)]
    public async Task Step_WithoutOutcomes_OffersTheUsualOnes(string? outcomes)
    {
        await InsertAsync(("outcomes", outcomes));

        var task = await AcceptAsync();

        Assert.Equal(["approve", "return", "refuse"], task.Outcomes);
    }

    [Theory]
    [InlineData("园区会商", null, "园区会商")]
    [InlineData(" ", "", "ReviewStep6")]
    public async Task Step_WithoutDisplayText_IsCalledByItsTitleOrName(string title, string? shown, string expected)
    {
        await InsertAsync(shown, ("titleZh", title), ("titleEn", "Park opinion"));

        var task = await AcceptAsync();

        Assert.Equal((expected, expected, "Park opinion"), (task.TitleZh, task.TitleVi, task.TitleEn));
    }

    [Fact]
    public async Task Steps_StillToCome_AreCalledByTheirDisplayText()
    {
        await InsertAsync(("workingDays", "3"), ("titleZh", ""));

        var published = await flow.Host.ReadAsync<IWorkflowStore, StoredDefinition?>(store =>
            store.FindDefinitionAsync(EmployerFlow.Flow, VersionOptions.Published, Cancellation));

        var coming = await flow.Host.ReadAsync<OutlineService, IReadOnlyList<OutlineStep>>(outline =>
            outline.StepsToComeAsync(published!.VersionId, "window", "R2", Cancellation));

        Assert.Equal("园区意见", coming[0].Name.Zh);
    }

    private Task InsertAsync(params (string Name, string? Value)[] inputs) => InsertAsync("园区意见", inputs);

    private async Task InsertAsync(string? displayText, params (string Name, string? Value)[] inputs)
    {
        var text = await File.ReadAllTextAsync(
            RepositoryFiles.PathOf($"workflows/{EmployerFlow.Flow}.json"), Cancellation);
        var definition = JsonNode.Parse(text)!;
        var root = definition["root"]!;
        root["activities"]!.AsArray().Add(Step(displayText, inputs));
        var connections = root["connections"]!.AsArray();
        var entry = connections.Single(line => line!["source"]!["activity"]!.ToString() == "accepted")!;
        entry["target"]!["activity"] = "park";
        connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "park", ["port"] = "approve" },
            ["target"] = new JsonObject { ["activity"] = "route", ["port"] = "In" },
        });
        await flow.Host.Work.RunAsync<DefinitionLibrary>(
            null, library => library.ImportAsync(definition.ToJsonString(), publish: true), Cancellation);
    }

    private static JsonObject Step(string? displayText, (string Name, string? Value)[] inputs)
    {
        var step = new JsonObject
        {
            ["id"] = "park",
            ["name"] = "ReviewStep6",
            ["type"] = "ApprovalFlows.ReviewStep",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["displayText"] = displayText },
            ["customProperties"] = new JsonObject(),
        };
        foreach (var (name, value) in inputs.Append(("department", "park-office")).Append(("post", "inspection")))
        {
            // Studio leaves out what was never touched, and sends every literal as text.
            if (value is null) continue;
            step[name] = new JsonObject
            {
                ["typeName"] = null,
                ["expression"] = new JsonObject
                {
                    ["type"] = name == "outcomes" ? "Object" : "Literal",
                    ["value"] = value,
                },
                ["memoryReference"] = null,
            };
        }

        return step;
    }

    private async Task<ReviewTask> AcceptAsync() => (await AcceptAndShowAsync()).Task;

    private async Task<(string Number, ReviewTask Task)> AcceptAndShowAsync()
    {
        var number = await flow.SubmitAsync();
        await flow.DecideAsync(number, "window", "accept");
        return (number, await flow.OpenTaskAsync(number));
    }
}
