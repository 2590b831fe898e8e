using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>One value that was filled in, with the field it belongs to.</summary>
public sealed record FieldInput(FormField Field, string Path, JsonElement Value, FieldScope Scope)
{
    public FormContext Context => Scope.Context;

    public JsonNode? Refuse(string key, params object[] args) => Refuse(new Sentence(key, args));

    public JsonNode? Refuse(Sentence sentence)
    {
        Scope.Errors.Add(Path, sentence);
        return null;
    }

    /// <summary>Takes over what a check of a code found.</summary>
    public JsonNode? Accept(IdentifierCheck check)
    {
        if (check.Problem is { } problem)
            return Refuse(problem);
        if (check.Warning is { } warning)
            Scope.Warnings.Add(Path, warning);
        return JsonValue.Create(check.Value);
    }
}
