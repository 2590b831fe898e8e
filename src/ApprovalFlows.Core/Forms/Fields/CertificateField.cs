using System.Text.Json.Nodes;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Number of a paper of the kind that <see cref="FormField.Paper"/> names.</summary>
internal sealed class CertificateField : IFieldType
{
    private const int LengthMax = 40;

    public string Name => "certificate";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var kind = CertificateKinds.Find(input.Field.Paper!)!;
        var number = IdentifierCheck.Clean(text);
        if (!kind.IsNumbered)
            return number.Length <= LengthMax
                ? JsonValue.Create(number)
                : input.Refuse("Field.TooLong", LengthMax, number.Length);
        var check = CertificateNumber.Check(number);
        return check.IsValid && number[6..8] != kind.Code
            ? input.Refuse("Field.OtherPaper", kind.Name)
            : input.Accept(check);
    }

    public IEnumerable<Sentence> CheckDefinition(FormField field)
    {
        if (field.Paper is not { } paper || CertificateKinds.Find(paper) is null)
            yield return new Sentence("Form.Limit", field.Name, "paper");
    }
}
