using System.Runtime.CompilerServices;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Writes a parsed script in ECMAScript 5.1.</summary>
internal sealed partial class ScriptEmitter
{
    private Frame frame;
    private int temporaries;

    // The head of the loop whose names are being set up; the rounds copy them.
    private Scope? head;

    private ScriptEmitter(Scope scope) => frame = new Frame(scope, []);

    public static string Emit(ParsedScript script)
    {
        var emitter = new ScriptEmitter(script.Scope);
        var code = emitter.Statements(script.Body, out var directives);
        return directives + emitter.Prologue([]) + code;
    }

    private string Statements(IReadOnlyList<Node> body, out string directives)
    {
        directives = string.Concat(body.OfType<ExpressionStatement>().Where(one => one.IsDirective)
            .Select(one => Code(one.Value) + ";\n"));
        return Statements(body.Where(one => one is not ExpressionStatement { IsDirective: true }));
    }

    private string Statements(IEnumerable<Node> body) => string.Join('\n', body.Select(Statement));

    private string Statement(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            ExpressionStatement statement => Start(Code(statement.Value)) + ";",
            Declaration declaration => $"var {Entries(declaration)};",
            FunctionStatement { IsInBlock: true } => "",
            FunctionStatement statement => FunctionCode(statement.Function, statement.Function.Name),
            ClassStatement statement => $"var {Declared(statement.Name, ClassCode(statement.Class))};",
            Block block => $"{{{BlockCode(block)}}}",
            Empty => ";",
            If choice => $"if ({Code(choice.Test)}) {Body(choice.Then)}"
                + (choice.Else is null ? "" : $" else {Body(choice.Else)}"),
            For loop => ForCode(loop),
            ForEach loop => loop.IsOf ? ForOfCode(loop) : ForInCode(loop),
            While loop => $"while ({Code(loop.Test)}) {Body(loop.Body)}",
            DoWhile loop => $"do {Body(loop.Body)} while ({Code(loop.Test)});",
            Jump jump => $"{jump.Word} {jump.Label};",
            Return { Value: null } => "return;",
            Return statement => $"return {Code(statement.Value!)};",
            Throw statement => $"throw {Code(statement.Value)};",
            Try statement => TryCode(statement),
            Switch statement => SwitchCode(statement),
            Labelled statement => $"{statement.Label}: {Statement(statement.Body)}",
            With statement => $"with ({Code(statement.Value)}) {Body(statement.Body)}",
            _ => throw new InvalidOperationException($"A statement is unknown: {node.GetType().Name}."),
        };
    }

    private string Body(Node node) => $"{{{Statement(node)}}}";

    private static string Start(string code) =>
        code.StartsWith('{') || code.StartsWith("function", StringComparison.Ordinal) ? $"({code})" : code;

    private string BlockCode(Block block) =>
        WithNames(block.Scope, Functions(block.Body) + Statements(block.Body));

    // Functions of a block are there from its beginning.
    private string Functions(IEnumerable<Node> body) =>
        string.Concat(body.OfType<FunctionStatement>().Where(one => one.IsInBlock).Select(one =>
            $"var {Declared(one.Binding, FunctionCode(one.Function, OwnName(one)))};\n"));

    private static string? OwnName(FunctionStatement statement) =>
        statement.Binding.IsLexical ? null : statement.Function.Name;

    // Every round of a loop has its own names when a function may keep them: a catch clause makes new ones.
    private static string WithNames(Scope scope, string code) =>
        scope.Bindings.Where(IsPerRound).Aggregate(
            code, (inner, binding) => $"try {{throw void 0}} catch ({binding.Code}) {{{inner}}}");

    private static bool IsPerRound(Binding binding) =>
        binding is { IsLexical: true, IsCaptured: true, Scope: { IsRepeated: true, Kind: ScopeKind.Block } };

    private string Entries(Declaration declaration)
    {
        var entries = new List<string>();
        foreach (var item in declaration.Items)
            if (item is { Value: null, Target: Name name } && declaration.Kind == BindingKind.Var)
                entries.Add(name.Binding!.Code);
            else
                AddEntries(entries, item.Target, item.Value is null ? "void 0" : Code(Named(item)));
        return string.Join(", ", entries);
    }

    private static Node Named(Declarator item) =>
        item is { Value: Class { Name: null } made, Target: Name name } ? made with { Label = name.Text } : item.Value!;

    private void AddEntries(List<string> entries, Node target, string value)
    {
        var steps = new List<Step>();
        Take(target, value, steps);
        entries.AddRange(steps.Select(step =>
            step.Target is Name name ? Declared(name, step.Code) : $"{step.Temporary} = {step.Code}"));
    }

    private string Declared(Name name, string code) => Declared(name.Binding!, code);

    private string Declared(Binding binding, string code) => IsPerRound(binding) && binding.Scope != head
        ? $"{RuntimeNames.Unused} = ({binding.Code} = {code})"
        : $"{binding.Code} = {code}";

    private string Temporary(string prefix = "ǂ")
    {
        var name = $"{prefix}{++temporaries}";
        frame.Temporaries.Add(name);
        return name;
    }

    private string Prologue(IEnumerable<string> entries)
    {
        var scope = frame.Scope;
        var all = new List<string>(frame.Temporaries);
        if (scope.Kind == ScopeKind.DerivedConstructor)
            all.Add(RuntimeNames.This);
        else if (scope.LendsThis)
            all.Add($"{RuntimeNames.This} = this");
        if (scope.LendsArguments)
            all.Add($"{RuntimeNames.Arguments} = arguments");
        all.AddRange(entries);
        return all.Count == 0 ? "" : $"var {string.Join(", ", all)};\n";
    }

    /// <summary>The function that is being written.</summary>
    private sealed record Frame(Scope Scope, List<string> Temporaries);

    /// <summary>One assignment of a pattern: to a part of the script or to a name made up here.</summary>
    private sealed record Step(Node? Target, string? Temporary, string Code);
}
