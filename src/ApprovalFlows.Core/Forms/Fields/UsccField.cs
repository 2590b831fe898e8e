using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Unified social credit code.</summary>
internal sealed class UsccField : IFieldType
{
    public string Name => "uscc";

    public JsonNode? Read(FieldInput input) =>
        CleanText.Read(input) is { } text
            ? input.Accept(UnifiedSocialCreditCode.Check(text))
            : null;
}
