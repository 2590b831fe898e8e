using System.Text;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>What scripts of a definition may call, as TypeScript declarations for an editor.</summary>
public static class ScriptDeclarations
{
    private static readonly Dictionary<string, string> Signatures = new(StringComparer.Ordinal)
    {
        ["getWorkflowDefinitionVersion"] = "(): number",
        ["setCorrelationId"] = "(id: string | null): void",
        ["setWorkflowInstanceName"] = "(name: string | null): void",
        ["getVariable"] = "(name: string): any",
        ["setVariable"] = "(name: string, value: any): void",
        ["getInput"] = "(name: string): any",
        ["getOutputFrom"] = "(activity: string, output?: string): any",
        ["getLastResult"] = "(): any",
        ["isNullOrWhiteSpace"] = "(text: string | null): boolean",
        ["isNullOrEmpty"] = "(text: string | null): boolean",
        ["toJson"] = "(value: any): string",
        ["parseGuid"] = "(text: string): string",
        ["bytesToString"] = "(bytes: number[]): string",
        ["bytesFromString"] = "(text: string): number[]",
        ["bytesToBase64"] = "(bytes: number[]): string",
        ["bytesFromBase64"] = "(text: string): number[]",
        ["stringToBase64"] = "(text: string): string",
        ["stringFromBase64"] = "(text: string): string",
        ["streamToBytes"] = "(stream: any): number[]",
        ["streamToBase64"] = "(stream: any): string",
    };

    /// <param name="stored">The version whose variables and inputs count; null for the functions alone.</param>
    public static string Of(StoredDefinition? stored)
    {
        var definition = stored is null ? null : DefinitionReader.Read(stored);
        var text = new StringBuilder();
        foreach (var name in ScriptFunctions.Names.Order(StringComparer.Ordinal))
            text.Append("declare function ").Append(name)
                .Append(Signatures.GetValueOrDefault(name, "(): string")).Append(";\n");
        foreach (var variable in definition?.Variables ?? [])
            AddVariable(text, variable);
        foreach (var input in (definition?.Inputs ?? []).Where(input => IsName("get" + input.Name)))
            text.Append("declare function get").Append(input.Name).Append("(): ")
                .Append(TypeOf(input.TypeName, input.IsArray)).Append(";\n");
        text.Append("declare const variables: {\n");
        foreach (var variable in (definition?.Variables ?? []).Where(variable => IsName(variable.Name)))
            text.Append("  ").Append(variable.Name).Append(": ")
                .Append(TypeOf(variable.TypeName, variable.IsArray)).Append(";\n");
        return text.Append("};\n").ToString();
    }

    private static void AddVariable(StringBuilder text, VariableDefinition variable)
    {
        var name = ScriptVariables.Pascal(variable.Name);
        if (name.Length == 0)
            return;
        var type = TypeOf(variable.TypeName, variable.IsArray);
        text.Append("declare function get").Append(name).Append("(): ").Append(type).Append(";\n")
            .Append("declare function set").Append(name).Append("(value: ").Append(type).Append("): void;\n");
    }

    private static string TypeOf(string alias, bool isArray)
    {
        var type = TypeAliases.Find(alias) ?? typeof(object);
        var name = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "boolean",
            TypeCode.String => "string",
            TypeCode.DateTime => "Date",
            >= TypeCode.SByte and <= TypeCode.Decimal => "number",
            _ => type == typeof(Guid) ? "string" : "any",
        };
        return isArray ? name + "[]" : name;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0])
        && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_');
}
