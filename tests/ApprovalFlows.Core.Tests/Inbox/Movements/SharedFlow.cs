using System.Text.Json.Nodes;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Inbox.Movements;

/// <summary>Where the step that several sign stands.</summary>
public enum Place
{
    /// <summary>first → joint → last.</summary>
    Sequential,

    /// <summary>first → (joint | beside) → last.</summary>
    Parallel,

    /// <summary>A sequence of a flowchart with first and one with joint, then last.</summary>
    Nested,
}

/// <summary>
/// The employer certificate's form on a flow of three or four reviews, of which joint is signed in the mode
/// under test: hr (weight 3), zone (2) and police (1).
/// </summary>
internal static class SharedFlow
{
    public const string Signers =
        """
        [{"department":"hr-bureau","post":"re-check","weight":3},
         {"department":"zone-office","post":"approval","weight":2},
         {"department":"police","post":"exit-entry","weight":1}]
        """;

    public static async Task<string> JsonAsync(
        Place place, string mode, string? signers = Signers, bool everyHolder = false)
    {
        var text = await File.ReadAllTextAsync(RepositoryFiles.PathOf($"workflows/{EmployerFlow.Flow}.json"));
        var definition = JsonNode.Parse(text)!.AsObject();
        // A way back within a branch upsets the counting of visits (as in Elsa); tokens know no such trouble.
        definition["customProperties"]!["Flowchart:ExecutionMode"] =
            place == Place.Parallel ? "TokenBased" : "CounterBased";
        var root = definition["root"]!.AsObject();
        var activities = root["activities"]!.AsArray();
        string[] kept = ["apply", "receive", "answer", "accepted", "done"];
        foreach (var activity in activities.ToList())
            if (!kept.Contains(activity!["id"]!.ToString())) activities.Remove(activity);
        var connections = new JsonArray
        {
            Line("apply", "Done", "receive"),
            Line("receive", "Done", "answer"),
            Line("answer", "Done", "accepted"),
        };
        root["connections"] = connections;
        var joint = Review("joint", "hr-bureau", "re-check",
            ("signingMode", mode), ("ratio", "60"), ("signers", mode == "one" ? null : signers),
            ("everyHolder", everyHolder ? "true" : null));
        var first = Review("first", "dongxing-gov", "initial-review");
        var last = Review("last", "hr-bureau", "issuance");
        if (place == Place.Nested) Nest(activities, connections, first, joint, last);
        else Draw(activities, connections, first, joint, last, place != Place.Sequential);
        return definition.ToJsonString();
    }

    private static void Draw(
        JsonArray activities, JsonArray connections, JsonNode first, JsonNode joint, JsonNode last, bool parallel)
    {
        activities.Add(first);
        activities.Add(joint);
        activities.Add(last);
        connections.Add(Line("accepted", "Done", "first"));
        connections.Add(Line("first", "approve", "joint"));
        Ways(activities, connections, "first");
        Ways(activities, connections, "joint");
        Ways(activities, connections, "last");
        connections.Add(Line("last", "approve", "done"));
        if (!parallel)
        {
            connections.Add(Line("joint", "approve", "last"));
            return;
        }

        activities.Add(Review("beside", "customs", "health"));
        activities.Add(JsonNode.Parse(
            """
            {"id":"meet","name":"meet","type":"Elsa.FlowJoin","version":1,"customProperties":{},"metadata":{},
             "mode":{"typeName":"FlowJoinMode","expression":{"type":"Literal","value":"WaitAll"}}}
            """));
        Ways(activities, connections, "beside");
        connections.Add(Line("first", "approve", "beside"));
        connections.Add(Line("joint", "approve", "meet"));
        connections.Add(Line("beside", "approve", "meet"));
        connections.Add(Line("meet", "Done", "last"));
    }

    // In an inner flowchart a refusal cannot lead to the end of the outer one: whatever joint says, last is next.
    private static void Nest(
        JsonArray activities, JsonArray connections, JsonNode first, JsonNode joint, JsonNode last)
    {
        var inner = new JsonArray { Chart("inner-first", first), Chart("inner-joint", joint) };
        activities.Add(new JsonObject
        {
            ["id"] = "steps",
            ["name"] = "steps",
            ["type"] = "Elsa.Sequence",
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["variables"] = new JsonArray(),
            ["activities"] = inner,
        });
        activities.Add(last);
        connections.Add(Line("accepted", "Done", "steps"));
        connections.Add(Line("steps", "Done", "last"));
        connections.Add(Line("last", "approve", "done"));
        Ways(activities, connections, "last");
    }

    private static JsonObject Chart(string id, JsonNode review)
    {
        var inner = new JsonArray { review };
        var step = review["id"]!.ToString();
        var connections = new JsonArray();
        inner.Add(Correction($"{step}-correction"));
        inner.Add(Node($"{step}-end", "Elsa.End"));
        connections.Add(Line(step, "return", $"{step}-correction"));
        connections.Add(Line($"{step}-correction", "Done", step));
        connections.Add(Line(step, "approve", $"{step}-end"));
        connections.Add(Line(step, "refuse", $"{step}-end"));
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = id,
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["variables"] = new JsonArray(),
            ["activities"] = inner,
            ["connections"] = connections,
        };
    }

    private static void Ways(JsonArray activities, JsonArray connections, string step)
    {
        activities.Add(Correction($"{step}-correction"));
        connections.Add(Line(step, "return", $"{step}-correction"));
        connections.Add(Line($"{step}-correction", "Done", step));
        // Each step has an end of its own: what several ways lead to waits for all of them.
        activities.Add(Node($"{step}-refused", "ApprovalFlows.RefuseApplication"));
        activities.Add(Node($"{step}-closed", "Elsa.End"));
        connections.Add(Line(step, "refuse", $"{step}-refused"));
        connections.Add(Line($"{step}-refused", "Done", $"{step}-closed"));
    }

    private static JsonObject Correction(string id) => Node(id, "ApprovalFlows.RequestCorrection");

    private static JsonObject Node(string id, string type) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = type,
        ["version"] = 1,
        ["customProperties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
    };

    private static JsonObject Review(
        string id, string department, string post, params (string Name, string? Value)[] inputs)
    {
        var step = new JsonObject
        {
            ["id"] = id,
            ["name"] = id,
            ["type"] = "ApprovalFlows.ReviewStep",
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = new JsonObject { ["displayText"] = id },
        };
        // Who signed an earlier step signs later ones here: the table is about movements, not about tiers.
        (string Name, string? Value)[] always =
            [("department", department), ("post", post), ("differentPerson", "false")];
        foreach (var (name, value) in inputs.Concat(always))
            if (value is not null)
                step[name] = new JsonObject
                {
                    ["typeName"] = null,
                    ["expression"] = new JsonObject
                    {
                        ["type"] = name == "signers" ? "Object" : "Literal",
                        ["value"] = value,
                    },
                    ["memoryReference"] = null,
                };
        return step;
    }

    private static JsonObject Line(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
