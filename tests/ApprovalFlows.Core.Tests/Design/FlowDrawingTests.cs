using ApprovalFlows.Core.Design.Differences;

namespace ApprovalFlows.Core.Tests.Design;

public sealed class FlowDrawingTests
{
    [Fact]
    public void Picture_OfTwoVersions_ShowsWhatCameWentAndChanged()
    {
        var flow = new EditedFlow().AddParkOpinion();
        flow.Steps.Remove(flow.Step("done"));
        flow.Step("re-check")["workingDays"] = EditedFlow.Literal("5", "Int32");

        var drawing = flow.Drawing();

        Assert.Equal(DrawnState.Added, StateOf(drawing, "park-opinion"));
        Assert.Equal(DrawnState.Removed, StateOf(drawing, "done"));
        Assert.Equal(DrawnState.Changed, StateOf(drawing, "re-check"));
        Assert.Equal(DrawnState.Same, StateOf(drawing, "window"));
        Assert.Equal(DrawnState.Removed, StateOf(drawing, "accepted", "route"));
        Assert.Equal(DrawnState.Added, StateOf(drawing, "accepted", "park-opinion"));
    }

    [Fact]
    public void Steps_OfAPicture_NeverLieUponEachOther()
    {
        var drawing = new EditedFlow().AddParkOpinion().Drawing();

        var meeting = drawing.Steps.SelectMany(one => drawing.Steps
            .Where(other => string.CompareOrdinal(one.Id, other.Id) < 0
                && Math.Abs(one.X - other.X) < FlowDrawing.StepWidth
                && Math.Abs(one.Y - other.Y) < FlowDrawing.StepHeight)
            .Select(other => $"{one.Id} {other.Id}"));

        Assert.Empty(meeting);
        Assert.All(drawing.Steps, step => Assert.InRange(step.X, 0, drawing.Width - FlowDrawing.StepWidth));
        Assert.All(drawing.Steps, step => Assert.InRange(step.Y, 0, drawing.Height - FlowDrawing.StepHeight));
    }

    [Fact]
    public void MainWay_OfAPicture_IsAStraightLineDown()
    {
        var drawing = new EditedFlow().AddParkOpinion().Drawing();

        var way = new[] { "apply", "window", "park-opinion", "initial-review", "re-check", "approval", "issue" }
            .Select(id => drawing.Steps.Single(step => step.Id == id)).ToList();

        Assert.Single(way.Select(step => step.X).Distinct());
        Assert.Equal(way.Select(step => step.Y).Order(), way.Select(step => step.Y));
    }

    [Fact]
    public void Picture_OfASequenceInItself_FollowsItsOrder()
    {
        const string flow = """
            { "root": { "id": "all", "type": "Elsa.Sequence", "activities": [
              { "id": "a", "type": "Elsa.If", "then": { "id": "yes", "type": "Elsa.WriteLine" } },
              { "id": "b", "type": "Elsa.WriteLine" } ] } }
            """;

        var drawing = FlowDrawing.Of(FlowComparison.Of(flow, flow, FlowNames.None))!;

        Assert.Equal(["a", "b", "yes"], drawing.Steps.Select(step => step.Id).Order());
        Assert.Contains(drawing.Lines, line => line is { Source: "a", Target: "b", Outcome: null });
        Assert.Contains(drawing.Lines, line => line is { Source: "a", Target: "yes", Outcome: "then" });
    }

    [Fact]
    public void Picture_OfAFlowWithoutSteps_IsNone()
    {
        const string flow = """{ "root": { "id": "all", "type": "Elsa.Flowchart", "activities": [] } }""";

        var drawing = FlowDrawing.Of(FlowComparison.Of(flow, flow, FlowNames.None));

        Assert.Null(drawing);
    }

    private static DrawnState StateOf(FlowDrawing drawing, string id) =>
        drawing.Steps.Single(step => step.Id == id).State;

    private static DrawnState StateOf(FlowDrawing drawing, string source, string target) =>
        drawing.Lines.Single(line => line.Source == source && line.Target == target).State;
}
