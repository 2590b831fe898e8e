namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Functions and classes.</summary>
internal sealed partial class ScriptParser
{
    private bool isInStaticMember;
    private int homes;

    private FunctionStatement ParseFunctionStatement()
    {
        var word = Next();
        RefuseGenerator();
        var at = token;
        var name = ExpectName();
        var isInBlock = scope.Kind == ScopeKind.Block;
        var binding = isInBlock ? DeclareInBlock(name) : Declare(name, BindingKind.Var, at);
        return new FunctionStatement(word.Line, ParseFunction(word.Line, name, ScopeKind.Function), binding, isInBlock);
    }

    // As scripts that are not strict have it: the function is seen outside of its block, unless the name is taken.
    private Binding DeclareInBlock(string name)
    {
        for (var outer = scope; ; outer = outer.Parent!)
            if (outer.Own(name) is { IsLexical: true } or { Kind: BindingKind.Parameter })
                return scope.Own(name) ?? scope.Declare(name, BindingKind.Let)!;
            else if (outer.Kind != ScopeKind.Block)
                return outer.Declare(name, BindingKind.Var)!;
    }

    private Function ParseFunctionExpression()
    {
        var word = Next();
        RefuseGenerator();
        var name = token.Is("(") ? null : ExpectName();
        return ParseFunction(word.Line, name, ScopeKind.Function);
    }

    private void RefuseGenerator()
    {
        if (token.Is("*"))
            throw Refused("a generator", token);
    }

    private Function ParseFunction(int line, string? name, ScopeKind kind)
    {
        var outer = around;
        around = new Surroundings { IsInFunction = true };
        var inner = OpenScope(kind);
        if (name is not null)
            inner.Declare(name, BindingKind.Self);
        Expect("(");
        var parameters = new List<Node>();
        while (!token.Is(")"))
        {
            parameters.Add(ParseParameter());
            if (parameters[^1] is Spread || !Take(","))
                break;
        }

        Expect(")");
        Expect("{");
        var body = ParseStatements(TokenKind.Sign, "}");
        CloseScope();
        around = outer;
        return new Function(line, inner, name) { Parameters = parameters, Body = body };
    }

    private Node ParseParameter()
    {
        var line = token.Line;
        if (Take("..."))
            return new Spread(line, ParseBindingTarget(BindingKind.Parameter));
        var target = ParseBindingTarget(BindingKind.Parameter);
        return Take("=") ? new DefaultPattern(line, target, ParseAssignment()) : target;
    }

    // What was read as expressions turns out to be parameters: it moves into the scope of the function.
    private Function ParseArrow(int line, List<Node> items, int firstName, int firstScope)
    {
        var outer = scope;
        var inner = OpenScope(ScopeKind.Arrow);
        foreach (var name in names.Skip(firstName).Where(name => name.Scope == outer))
            name.Scope = inner;
        foreach (var moved in scopes.Skip(firstScope).Where(one => one != inner && one.Parent == outer))
            moved.Parent = inner;
        var parameters = items.ConvertAll(item => ToPattern(item, BindingKind.Parameter));
        Expect("=>");
        var surroundings = around;
        around = new Surroundings { IsInFunction = true, IsWithoutIn = !token.Is("{") && around.IsWithoutIn };
        var value = token.Is("{") ? null : ParseAssignment();
        var body = new List<Node>();
        if (value is null && Take("{"))
            body = ParseStatements(TokenKind.Sign, "}");
        around = surroundings;
        CloseScope();
        return new Function(line, inner, null) { Parameters = parameters, Body = body, Value = value };
    }

    private ClassStatement ParseClassStatement()
    {
        var at = Peek();
        if (at.Kind != TokenKind.Name || at.IsWord("extends"))
            throw Scanner.Unexpected(at);
        var binding = Declare(at.Text, BindingKind.Let, at);
        binding.ReadyAt = int.MaxValue;
        var name = Refer(at, at.Text);
        var parsed = ParseClass();
        binding.ReadyAt = lastEnd;
        return new ClassStatement(parsed.Line, parsed, name);
    }

    private Class ParseClass()
    {
        var line = Next().Line;
        var name = token.IsWord("extends") || token.Is("{") ? null : ExpectName();
        var inner = OpenScope(ScopeKind.Block);
        var number = ++homes;
        inner.Home = new ClassHome($"{Scanner.Mark}p{number}", $"{Scanner.Mark}s{number}");
        if (name is not null)
            inner.Declare(name, BindingKind.Const);
        var parent = TakeWord("extends") ? ParsePostfix(ParsePrimary(), mayCall: true) : null;
        Expect("{");
        var members = new List<Member>();
        Function? constructor = null;
        while (!Take("}"))
            if (!Take(";"))
            {
                var member = ParseClassMember(parent is not null);
                if (member is { Kind: MemberKind.Method, IsStatic: false, IsComputed: false }
                    && member.Key is Constant { Code: "\"constructor\"" })
                    constructor = (Function)member.Value!;
                else
                    members.Add(member);
            }

        CloseScope();
        return new Class(line, inner, name)
        {
            Home = inner.Home,
            Parent = parent,
            Constructor = constructor,
            Members = members,
        };
    }

    private Member ParseClassMember(bool isDerived)
    {
        var outer = isInStaticMember;
        var isStatic = token.IsWord("static") && !IsEndOfKey(Peek());
        if (isStatic)
            Next();
        isInStaticMember = isStatic;
        Member member;
        if (isStatic && token.Is("{"))
            member = new Member(token.Line, MemberKind.StaticBlock, null, ParseStaticBlock());
        else
            member = ParseMember(isClass: true, isDerived && !isStatic) with { IsStatic = isStatic };
        isInStaticMember = outer;
        return member;
    }

    private Function ParseStaticBlock()
    {
        var line = Next().Line;
        var outer = around;
        around = new Surroundings { IsInFunction = true };
        var inner = OpenScope(ScopeKind.Function);
        var body = ParseStatements(TokenKind.Sign, "}");
        CloseScope();
        around = outer;
        return new Function(line, inner, null) { Parameters = [], Body = body };
    }

    private Function ParseField(int line)
    {
        var outer = around;
        around = new Surroundings { IsInFunction = true };
        var inner = OpenScope(ScopeKind.Function);
        var value = Take("=") ? ParseAssignment() : new Constant(line, "void 0");
        CloseScope();
        around = outer;
        EndStatement();
        return new Function(line, inner, null) { Parameters = [], Body = [], Value = value };
    }

    private static bool IsEndOfKey(Token next) =>
        next.Is("(") || next.Is("=") || next.Is(";") || next.Is("}") || next.Is(",") || next.Is(":");
}
