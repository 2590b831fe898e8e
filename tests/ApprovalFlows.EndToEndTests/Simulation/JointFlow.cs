using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>The flow of the employer certificate, in which several people sign most of the steps.</summary>
internal static class JointFlow
{
    private const string File = "employer-certificate.json";

    public static void SaveTo(string folder)
    {
        var flow = JsonNode.Parse(System.IO.File.ReadAllText(RepositoryFiles.PathOf("workflows/" + File)))!;
        Sign(flow, "initial-review", "any", ("dongxing-gov", "initial-review"), ("dongxing-gov", "initial-review"));
        Sign(flow, "re-check", "ratio", ("hr-bureau", "re-check"), ("hr-bureau", "re-check"), ("hr-bureau", "window"));
        Sign(flow, "approval", "inOrder", ("zone-office", "approval"), ("zone-office", "approval"));
        System.IO.File.WriteAllText(Path.Combine(folder, File), flow.ToJsonString());
    }

    private static void Sign(
        JsonNode flow, string step, string mode, params (string Department, string Post)[] signers)
    {
        var activity = flow["root"]!["activities"]!.AsArray().Single(node => (string?)node!["id"] == step)!;
        activity["signingMode"] = FlowDraft.Literal(mode, "String");
        activity["ratio"] = FlowDraft.Literal(60, "Int32");
        var list = new JsonArray([.. signers.Select(signer =>
            new JsonObject { ["department"] = signer.Department, ["post"] = signer.Post })]);
        activity["signers"] = FlowDraft.Literal(list.ToJsonString());
    }
}
