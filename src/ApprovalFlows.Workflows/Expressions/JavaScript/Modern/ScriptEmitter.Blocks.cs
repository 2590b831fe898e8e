namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Statements that have names of their own.</summary>
internal sealed partial class ScriptEmitter
{
    private string ForCode(For loop)
    {
        head = loop.Scope;
        var start = loop.Start switch
        {
            null => "",
            Declaration declaration => $"var {Entries(declaration)}",
            var expression => Code(expression),
        };
        head = null;
        var steps = new List<string>();
        var body = Statement(loop.Body);
        foreach (var binding in loop.Scope.Bindings.Where(IsPerRound))
        {
            // The round works on a copy; the next one begins with what became of it.
            var copy = Temporary();
            body = $"try {{throw {binding.Code}}} catch ({binding.Code}) "
                + $"{{try {{{body}}} finally {{{copy} = {binding.Code}}}}}";
            steps.Add($"{binding.Code} = {copy}");
        }

        if (loop.Step is not null)
            steps.Add(Code(loop.Step));
        var test = loop.Test is null ? "" : Code(loop.Test);
        return $"for ({start}; {test}; {string.Join(", ", steps)}) {{{body}}}";
    }

    private string ForOfCode(ForEach loop)
    {
        var items = Temporary();
        var index = Temporary(RuntimeNames.Index);
        var start = $"{items} = {RuntimeNames.Iterate}({Code(loop.Source)}), {index} = 0";
        return $"for ({start}; {index} < {items}.length; {index}++) {{{RoundCode(loop, $"{items}[{index}]")}}}";
    }

    private string ForInCode(ForEach loop)
    {
        var key = Temporary();
        return $"for ({key} in {Code(loop.Source)}) {{{RoundCode(loop, key)}}}";
    }

    private string RoundCode(ForEach loop, string value)
    {
        var entries = new List<string>();
        if (loop.Target is Declaration declaration)
            AddEntries(entries, declaration.Items[0].Target, value);
        var taken = loop.Target is Declaration
            ? $"var {string.Join(", ", entries)};"
            : AssignPattern(loop.Target, value) + ";";
        return WithNames(loop.Scope, $"{taken}\n{Statement(loop.Body)}");
    }

    private string TryCode(Try statement)
    {
        var code = $"try {Statement(statement.Body)}";
        if (statement.Catch is { } handler)
            code += statement.Parameter is Name name
                ? $" catch ({name.Binding!.Code}) {Statement(handler)}"
                : CatchCode(statement, handler);
        return statement.Finally is null ? code : $"{code} finally {Statement(statement.Finally)}";
    }

    private string CatchCode(Try statement, Block handler)
    {
        var error = $"{Scanner.Mark}{++temporaries}";
        var entries = new List<string>();
        if (statement.Parameter is { } pattern)
            AddEntries(entries, pattern, error);
        var taken = entries.Count == 0 ? "" : $"var {string.Join(", ", entries)};";
        return $" catch ({error}) {{{WithNames(statement.CatchScope!, taken + Statement(handler))}}}";
    }

    private string SwitchCode(Switch statement)
    {
        var cases = statement.Cases.Select(one =>
            $"{(one.Test is null ? "default" : $"case {Code(one.Test)}")}: {Statements(one.Body)}");
        var value = Code(statement.Value);
        var functions = Functions(statement.Cases.SelectMany(one => one.Body));
        var code = $"switch ({value}) {{{string.Join('\n', cases)}}}";
        return $"{{{WithNames(statement.Scope, functions + code)}}}";
    }
}
