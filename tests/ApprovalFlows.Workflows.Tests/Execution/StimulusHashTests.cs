using System.Security.Cryptography;
using System.Text;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Tests.Execution;

public sealed class StimulusHashTests
{
    [Fact]
    public void Compute_Event_HashesNameAndPayload() =>
        Assert.Equal(
            HashOf("""Elsa.Event|{"EventName":"EK"}"""),
            StimulusHash.Compute("Elsa.Event", new EventStimulus("EK")));

    [Fact]
    public void Compute_WithInstance_AppendsIt() =>
        Assert.Equal(HashOf("N|text|i1"), StimulusHash.Compute("N", "text", "i1"));

    [Fact]
    public void Compute_HttpEndpoint_LeavesOutWhatIsNotMatched() =>
        Assert.Equal(
            HashOf("""Elsa.HttpEndpoint|{"Path":"/a/b","Method":"get"}"""),
            StimulusHash.Compute(
                "Elsa.HttpEndpoint", new HttpEndpointStimulus("A/b/", "GET") { Authorize = true, Policy = "p" }));

    private static string HashOf(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
