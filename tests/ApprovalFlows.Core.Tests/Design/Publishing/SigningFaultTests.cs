using static ApprovalFlows.Core.Tests.Design.Publishing.CertificateDraft;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>What the gate says of the signing modes of a review step.</summary>
public sealed class SigningFaultTests
{
    private const string Signer = """[{"department":"hr-bureau","post":"re-check"}]""";

    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData("one", null, null, null, "")]
    [InlineData("all", null, Signer, null, "")]
    [InlineData("all", null, null, "true", "")]
    [InlineData("ratio", "60", Signer, null, "")]
    [InlineData("most", null, Signer, null, "ModeUnknown re-check")]
    [InlineData("ratio", null, Signer, null, "RatioRange re-check")]
    [InlineData("ratio", "0", Signer, null, "RatioRange re-check")]
    [InlineData("weighted", "101", Signer, null, "RatioRange re-check")]
    [InlineData("any", null, null, null, "NoSigners re-check")]
    [InlineData("inOrder", null, "[]", "false", "NoSigners re-check")]
    [InlineData("all", null, "hr-bureau", null, "SignersUnreadable re-check")]
    [InlineData("all", null, """[{"department":"hr-bureau"}]""", null, "SignersUnreadable re-check")]
    [InlineData("all", null, """[{"department":"hr-bureau","post":"nobody"}]""", null, "SignerUnknown re-check")]
    [InlineData(
        "weighted", "50", """[{"department":"hr-bureau","post":"re-check","weight":0}]""", null,
        "WeightNotPositive re-check")]
    public async Task Check_ReviewStepSignedLikeThis_PassesOrIsNamed(
        string? mode, string? ratio, string? signers, string? everyHolder, string expected)
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft();
        foreach (var (name, value) in new[]
            { ("signingMode", mode), ("ratio", ratio), ("signers", signers), ("everyHolder", everyHolder) })
            if (value is not null) draft.Set("re-check", name, Literal(value));

        var faults = await gate.FaultsAsync(draft);

        Assert.Equal(expected, string.Join(' ', faults));
    }
}
