using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design.Differences;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Design;

/// <summary>Nothing that a version says changes unseen.</summary>
public sealed class FlowComparisonTests
{
    private static readonly HashSet<string> Envelope =
    [
        "id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "createdBy", "links",
        "providerName", "materializerName", "materializerContext", "$schema",
    ];

    public static TheoryData<string> Files =>
    [
        "workflows/employer-certificate.json",
        .. RepositoryFiles.Under("tests/definitions", ".json").Where(IsDefinition),
        "tests/conformance/flowchart-nested-in-sequence.json",
        "tests/conformance/switch-first.json",
        "tests/conformance/foreach-break.json",
        "tests/conformance/if-then-event.json",
        "tests/conformance/flowchart-old-connections-ids.json",
        "tests/conformance/studio-duplicate-ids.json",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Leaf_AnyOfThemChanged_IsTold(string file)
    {
        var original = Read(file);
        var leaves = LeavesOf(original, "$").ToList();
        Assert.NotEmpty(leaves);

        var unseen = leaves.Where(leaf => Compare(original, Changed(original, leaf)).Count == 0).ToList();

        Assert.Empty(unseen);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Member_AnyOfThemRemoved_IsToldUnlessItSaidNothing(string file)
    {
        var original = Read(file);
        var leaves = LeavesOf(original, "$").Where(leaf => At(original, leaf) is { } value
            && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True).ToList();

        var unseen = leaves.Where(leaf => Compare(original, Without(original, leaf)).Count == 0).ToList();

        Assert.Empty(unseen);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Version_ComparedWithItself_HasNoDifferences(string file)
    {
        var original = Read(file);

        var told = Compare(original, original.DeepClone());

        Assert.Empty(told);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Version_WithItsMembersInAnotherOrder_HasNoDifferences(string file)
    {
        var original = Read(file);

        var told = Compare(original, Reversed(original)!);

        Assert.Empty(told);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Envelope_OfAnotherVersion_IsNoDifference(string file)
    {
        var original = Read(file);
        var other = original.DeepClone().AsObject();
        foreach (var name in Envelope) other[name] = "other";

        var told = Compare(original, other);

        Assert.Empty(told);
    }

    [Fact]
    public void Sentences_OfEveryChange_ExistInThreeLanguages()
    {
        var original = Read("workflows/employer-certificate.json");
        var leaves = LeavesOf(original, "$").Where((_, index) => index % 7 == 0);

        var told = leaves.SelectMany(leaf => Compare(original, Changed(original, leaf))).ToList();

        Assert.All(told, difference => Assert.All(TextResources.Languages, language =>
            Assert.DoesNotContain("Differs.", difference.Sentence.In(language))));
    }

    private static bool IsDefinition(string file) =>
        JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf(file)))?["root"] is JsonObject;

    private static JsonObject Read(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf(file)))!.AsObject();
        return json["definition"] is JsonObject inner ? inner.DeepClone().AsObject() : json;
    }

    private static IReadOnlyList<FlowDifference> Compare(JsonNode before, JsonNode after) =>
        FlowComparison.Of(before.ToJsonString(), after.ToJsonString(), FlowNames.None).Differences;

    /// <summary>Ways to all leaves but those of the envelope and of what designers derive from ids.</summary>
    private static IEnumerable<string> LeavesOf(JsonNode? json, string way) => json switch
    {
        JsonObject { Count: > 0 } shape => shape
            .Where(pair => pair.Key != "nodeId" && !(way == "$" && Envelope.Contains(pair.Key)))
            .Where(pair => !(pair.Key == "memoryReference" && shape.ContainsKey("expression")))
            .SelectMany(pair => LeavesOf(pair.Value, $"{way}\t{pair.Key}")),
        JsonArray { Count: > 0 } list => list.SelectMany((item, index) => LeavesOf(item, $"{way}\t{index}")),
        _ => [way],
    };

    private static JsonObject Changed(JsonObject original, string way)
    {
        var copy = original.DeepClone().AsObject();
        Put(copy, way, At(copy, way) switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<decimal>() + 1,
            JsonValue value when value.GetValueKind() == JsonValueKind.True => false,
            JsonValue value when value.GetValueKind() == JsonValueKind.False => true,
            JsonValue value => value + "x",
            _ => "x",
        });
        return copy;
    }

    private static JsonObject Without(JsonObject original, string way)
    {
        var copy = original.DeepClone().AsObject();
        Put(copy, way, null);
        return copy;
    }

    private static JsonNode? At(JsonNode root, string way) => way.Split('\t').Skip(1).Aggregate(
        (JsonNode?)root,
        (node, name) => node is JsonArray list ? list[int.Parse(name, null)] : node![name]);

    private static void Put(JsonNode root, string way, JsonNode? value)
    {
        var parts = way.Split('\t');
        var owner = At(root, string.Join('\t', parts[..^1]))!;
        if (owner is JsonArray list) list[int.Parse(parts[^1], null)] = value;
        else owner[parts[^1]] = value;
    }

    private static JsonNode? Reversed(JsonNode? json) => json switch
    {
        JsonObject shape => new JsonObject(shape.Reverse().Select(pair =>
            KeyValuePair.Create(pair.Key, Reversed(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reversed)]),
        _ => json?.DeepClone(),
    };
}
