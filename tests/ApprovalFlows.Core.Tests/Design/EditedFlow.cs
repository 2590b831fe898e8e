using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design.Differences;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Design;

/// <summary>The employer certificate's flow and a copy of it that a designer changed.</summary>
internal sealed class EditedFlow
{
    private static readonly string Original =
        File.ReadAllText(RepositoryFiles.PathOf("workflows/employer-certificate.json"));

    private static readonly FlowNames Names = new(
        new Dictionary<string, LocalText>
        {
            ["hr-bureau"] = new("市人社局", "Sở Nhân lực", "HR bureau"),
            ["park-office"] = new("园区办公室", "Văn phòng khu", "Park office"),
        },
        new Dictionary<(string Department, string Post), LocalText>
        {
            [("park-office", "opinion")] = new("意见岗", "Vị trí cho ý kiến", "Opinions"),
            [("hr-bureau", "re-check")] = new("复核岗", "Vị trí phúc tra", "Re-checks"),
        });

    private readonly JsonObject before = JsonNode.Parse(Original)!.AsObject();

    public JsonObject After { get; } = JsonNode.Parse(Original)!.AsObject();

    public JsonArray Steps => After["root"]!["activities"]!.AsArray();

    public JsonArray Lines => After["root"]!["connections"]!.AsArray();

    public JsonObject Step(string id) => StepOf(After, id);

    public JsonObject Field(string name) => After["customProperties"]!["form"]!["sections"]!.AsArray()
        .SelectMany(section => section!["fields"]?.AsArray() ?? [])
        .Single(field => field!["name"]!.ToString() == name)!.AsObject();

    /// <summary>A member of the step in both versions, so that it can change.</summary>
    public EditedFlow Had(string step, string member, JsonNode value)
    {
        StepOf(before, step)[member] = value;
        return this;
    }

    public static JsonObject Literal(JsonNode? value, string type = "String") => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value },
    };

    public static JsonObject Line(string source, string port, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };

    public JsonObject LineOf(string source, string port) => Lines.Single(line =>
        line!["source"]!["activity"]!.ToString() == source && line["source"]!["port"]!.ToString() == port)!.AsObject();

    /// <summary>The park gives its opinion before the initial review.</summary>
    public EditedFlow AddParkOpinion()
    {
        var step = Step("initial-review").DeepClone().AsObject();
        step["id"] = "park-opinion";
        step["name"] = "park-opinion";
        step["metadata"] = new JsonObject { ["displayText"] = "园区意见" };
        step["titleZh"] = Literal("园区意见");
        step["titleVi"] = Literal("Ý kiến của khu công nghiệp");
        step["titleEn"] = Literal("Park opinion");
        step["department"] = Literal("park-office");
        step["post"] = Literal("opinion");
        step["workingDays"] = Literal("3", "Int32");
        Steps.Add(step);
        LineOf("accepted", "Done")["target"]!["activity"] = "park-opinion";
        Lines.Add(Line("park-opinion", "approve", "route"));
        Lines.Add(Line("park-opinion", "refuse", "refused"));
        return this;
    }

    public IReadOnlyList<FlowDifference> Differences() => Comparison().Differences;

    public FlowDrawing Drawing() => FlowDrawing.Of(Comparison())!;

    public IReadOnlyList<string> In(string language) => [.. Differences().Select(difference =>
        difference.Sentence.In(TextResources.Languages.Single(known => known.TwoLetterISOLanguageName == language)))];

    private FlowComparison Comparison() => FlowComparison.Of(before.ToJsonString(), After.ToJsonString(), Names);

    private static JsonObject StepOf(JsonObject flow, string id) => flow["root"]!["activities"]!.AsArray()
        .Single(step => step!["id"]!.ToString() == id)!.AsObject();
}
