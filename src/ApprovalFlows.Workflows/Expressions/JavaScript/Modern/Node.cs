namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>A part of a script as its author wrote it.</summary>
internal abstract record Node(int Line);

/// <summary>A literal, already in ECMAScript 5.1.</summary>
internal sealed record Constant(int Line, string Code) : Node(Line)
{
    public bool IsText => Code[0] == '"';
}

internal sealed record Name(int Line, string Text, int At) : Node(Line)
{
    public required Scope Scope { get; set; }

    public Binding? Binding { get; set; }

    public bool CrossesFunction { get; set; }
}

internal sealed record This(int Line) : Node(Line);

internal sealed record ArrayLiteral(int Line, IReadOnlyList<Node?> Items) : Node(Line);

internal sealed record ObjectLiteral(int Line, IReadOnlyList<Member> Members) : Node(Line);

internal enum MemberKind
{
    Value,
    Method,
    Get,
    Set,
    Field,
    Spread,
    StaticBlock,

    /// <summary><c>{ a = 1 }</c>: only good as a pattern.</summary>
    Default,
}

internal sealed record Member(int Line, MemberKind Kind, Node? Key, Node? Value) : Node(Line)
{
    public bool IsStatic { get; init; }

    /// <summary>The key is written in brackets.</summary>
    public bool IsComputed { get; init; }
}

internal sealed record Spread(int Line, Node Value) : Node(Line);

internal sealed record Function(int Line, Scope Scope, string? Name) : Node(Line)
{
    public required IReadOnlyList<Node> Parameters { get; init; }

    public required IReadOnlyList<Node> Body { get; init; }

    /// <summary>The body of an arrow function that only gives a value.</summary>
    public Node? Value { get; init; }
}

internal sealed record Class(int Line, Scope Scope, string? Name) : Node(Line)
{
    public required ClassHome Home { get; init; }

    /// <summary>The name of the variable that holds a class without one.</summary>
    public string Label { get; init; } = "";

    public Node? Parent { get; init; }

    public Function? Constructor { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }
}

internal sealed record Unary(int Line, string Sign, Node Operand) : Node(Line);

internal sealed record Update(int Line, string Sign, bool IsPrefix, Node Target) : Node(Line);

internal sealed record Binary(int Line, string Sign, Node Left, Node Right) : Node(Line);

internal sealed record Assign(int Line, string Sign, Node Target, Node Value) : Node(Line);

internal sealed record Conditional(int Line, Node Test, Node Then, Node Else) : Node(Line);

internal sealed record Sequence(int Line, IReadOnlyList<Node> Items) : Node(Line);

internal sealed record Parenthesized(int Line, Node Value) : Node(Line);

internal sealed record Access(int Line, Node Target, Node Key, bool IsOptional) : Node(Line);

internal sealed record Call(int Line, Node Callee, IReadOnlyList<Node> Arguments, bool IsOptional) : Node(Line);

internal sealed record New(int Line, Node Callee, IReadOnlyList<Node> Arguments) : Node(Line);

/// <summary>The whole of a chain with <c>?.</c>: where it ends when a link is missing.</summary>
internal sealed record Chain(int Line, Node Value) : Node(Line);

internal sealed record SuperAccess(int Line, Node Key, string Home) : Node(Line);

internal sealed record SuperCall(int Line, IReadOnlyList<Node> Arguments) : Node(Line);

internal sealed record Template(
    int Line, IReadOnlyList<string> Texts, IReadOnlyList<string> Raws, IReadOnlyList<Node> Holes) : Node(Line);

internal sealed record TaggedTemplate(int Line, Node Tag, Template Template) : Node(Line);

internal sealed record ArrayPattern(int Line, IReadOnlyList<Node?> Items) : Node(Line);

internal sealed record ObjectPattern(int Line, IReadOnlyList<PatternMember> Members, Node? Rest) : Node(Line);

internal sealed record PatternMember(Node Key, Node Target);

internal sealed record DefaultPattern(int Line, Node Target, Node Value) : Node(Line);
