namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Functions and classes.</summary>
internal sealed partial class ScriptEmitter
{
    private string FunctionCode(Function function, string? name)
    {
        var outer = (frame, head);
        frame = new Frame(function.Scope, []);
        head = null;
        var entries = new List<string>();
        var parameters = new List<string>();
        for (var i = 0; i < function.Parameters.Count; i++)
            AddParameter(function.Parameters[i], i, parameters, entries);
        var directives = "";
        var body = function.Value is { } value
            ? $"return {Code(value)};"
            : Statements(function.Body, out directives);
        var code = $"function {name}({string.Join(", ", parameters)}) {{{directives}{Prologue(entries)}{body}}}";
        (frame, head) = outer;
        return code;
    }

    private void AddParameter(Node parameter, int index, List<string> parameters, List<string> entries)
    {
        switch (parameter)
        {
            case Name name:
                parameters.Add(name.Binding!.Code);
                break;
            case Spread rest:
                AddEntries(entries, rest.Value, $"{RuntimeNames.Rest}(arguments, {index})");
                break;
            case DefaultPattern { Target: Name name } given:
                var own = name.Binding!.Code;
                parameters.Add(own);
                entries.Add($"{own} = {own} === void 0 ? {Code(given.Value)} : {own}");
                break;
            default:
                var argument = $"{Scanner.Mark}{++temporaries}";
                parameters.Add(argument);
                AddEntries(entries, parameter, argument);
                break;
        }
    }

    // Arguments: name, has it a parent, the parent, and what makes the constructor and the members.
    private string ClassCode(Class node)
    {
        var parent = node.Parent is null ? "void 0" : Code(node.Parent);
        var parts = new List<string> { ConstructorCode(node) };
        foreach (var member in node.Members)
            parts.Add(string.Join(", ", [
                $"\"{member.Kind}\"",
                member.IsStatic ? "true" : "false",
                member.Key is null ? "void 0" : Code(member.Key),
                FunctionCode((Function)member.Value!, null),
            ]));
        var inner = node.Name is null ? RuntimeNames.Unused : node.Scope.Own(node.Name)!.Code;
        var make = $"function ({node.Home.Instance}, {node.Home.Constructor}, {inner}) "
            + $"{{return [{string.Join(",\n", parts)}];}}";
        var name = Words.Quote(node.Name ?? node.Label);
        return $"{RuntimeNames.Class}({name}, {(node.Parent is null ? "false" : "true")}, {parent}, {make})";
    }

    private string ConstructorCode(Class node)
    {
        if (node.Constructor is not { } constructor)
            return "void 0";
        var code = FunctionCode(constructor, null);
        return node.Parent is null ? code : $"function ({RuntimeNames.Super}) {{return {code};}}";
    }

    private string ThisCode()
    {
        var owner = frame.Scope.Owner;
        if (owner.Kind == ScopeKind.DerivedConstructor)
            return RuntimeNames.This;
        if (owner == frame.Scope)
            return "this";
        owner.LendsThis = true;
        return RuntimeNames.This;
    }

    private string NameCode(Name name)
    {
        if (name.Binding is { } binding)
            return !name.CrossesFunction && binding.IsLexical && name.At < binding.ReadyAt
                ? Fail("ReferenceError", $"Cannot access '{name.Text}' before initialization")
                : binding.Code;
        var owner = frame.Scope.Owner;
        if (name.Text != "arguments" || owner == frame.Scope || owner.Kind == ScopeKind.Script)
            return name.Text;
        owner.LendsArguments = true;
        return RuntimeNames.Arguments;
    }

    private static string Fail(string error, string message) =>
        $"{RuntimeNames.Fail}(\"{error}\", {Words.Quote(message)})";
}
