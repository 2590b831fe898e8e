namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

internal sealed record ExpressionStatement(int Line, Node Value, bool IsDirective) : Node(Line);

internal sealed record Declaration(int Line, IReadOnlyList<Declarator> Items) : Node(Line)
{
    public required BindingKind Kind { get; init; }
}

internal sealed record Declarator(Node Target, Node? Value);

internal sealed record FunctionStatement(int Line, Function Function, Binding Binding, bool IsInBlock) : Node(Line);

internal sealed record ClassStatement(int Line, Class Class, Name Name) : Node(Line);

internal sealed record Block(int Line, Scope Scope, IReadOnlyList<Node> Body) : Node(Line);

internal sealed record Empty(int Line) : Node(Line);

internal sealed record If(int Line, Node Test, Node Then, Node? Else) : Node(Line);

internal sealed record For(int Line, Scope Scope, Node? Start, Node? Test, Node? Step, Node Body) : Node(Line);

/// <summary><c>for…in</c> and <c>for…of</c>.</summary>
internal sealed record ForEach(int Line, Scope Scope, bool IsOf, Node Target, Node Source, Node Body) : Node(Line);

internal sealed record While(int Line, Node Test, Node Body) : Node(Line);

internal sealed record DoWhile(int Line, Node Body, Node Test) : Node(Line);

internal sealed record Jump(int Line, string Word, string? Label) : Node(Line);

internal sealed record Return(int Line, Node? Value) : Node(Line);

internal sealed record Throw(int Line, Node Value) : Node(Line);

internal sealed record Try(int Line, Block Body, Scope? CatchScope, Node? Parameter, Block? Catch, Block? Finally)
    : Node(Line);

internal sealed record Switch(int Line, Scope Scope, Node Value, IReadOnlyList<SwitchCase> Cases) : Node(Line);

internal sealed record SwitchCase(Node? Test, IReadOnlyList<Node> Body);

internal sealed record Labelled(int Line, string Label, Node Body) : Node(Line);

internal sealed record With(int Line, Node Value, Node Body) : Node(Line);
