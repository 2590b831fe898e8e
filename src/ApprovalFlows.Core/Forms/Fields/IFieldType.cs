using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>A type of field, found by its name.</summary>
public interface IFieldType
{
    string Name { get; }

    /// <summary>
    /// The value as it is to be stored. Null when it was refused, which the type tells to the
    /// input. Empty values do not get here.
    /// </summary>
    JsonNode? Read(FieldInput input);

    /// <summary>What is wrong with a field of this type in a form.</summary>
    IEnumerable<Sentence> CheckDefinition(FormField field) => [];
}
