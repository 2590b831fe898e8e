using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>
/// A worker of the register: by id, by personal number or by the number of a travel document. Who it is, and
/// whether the applicant may apply for that worker, is looked up when the application is received.
/// </summary>
internal sealed class WorkerField : IFieldType
{
    public const string TypeName = "worker";
    private const int LengthMax = 40;

    public string Name => TypeName;

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var code = Guid.TryParse(text, out var id) ? id.ToString() : IdentifierCheck.Clean(text);
        return code.Length <= LengthMax && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/')
            ? JsonValue.Create(code)
            : input.Refuse("Field.Worker");
    }
}
