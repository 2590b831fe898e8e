namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Members of objects and classes, and patterns.</summary>
internal sealed partial class ScriptParser
{
    private ObjectLiteral ParseObject()
    {
        var line = Next().Line;
        var members = new List<Member>();
        while (!token.Is("}"))
        {
            var at = token;
            members.Add(Take("...")
                ? new Member(at.Line, MemberKind.Spread, null, ParseAssignment())
                : ParseMember(isClass: false, isDerived: false));
            if (!Take(","))
                break;
        }

        Expect("}");
        return new ObjectLiteral(line, members);
    }

    private Member ParseMember(bool isClass, bool isDerived)
    {
        RefuseGenerator();
        var at = token;
        if (token.IsWord("async") && Peek() is var next && !IsEndOfKey(next) && !next.AfterLineBreak)
            throw Refused("async", token);
        var kind = MemberKind.Method;
        if ((token.IsWord("get") || token.IsWord("set")) && !IsEndOfKey(Peek()))
            kind = Next().Text == "get" ? MemberKind.Get : MemberKind.Set;
        var isComputed = token.Is("[");
        var keyAt = token;
        var key = ParseKey();
        if (token.Is("(") || kind != MemberKind.Method)
        {
            var isConstructor = isDerived && kind == MemberKind.Method && !isComputed
                && key is Constant { Code: "\"constructor\"" };
            var function = ParseFunction(
                at.Line, null, isConstructor ? ScopeKind.DerivedConstructor : ScopeKind.Function);
            return new Member(at.Line, kind, key, function) { IsComputed = isComputed };
        }

        if (isClass)
            return new Member(at.Line, MemberKind.Field, key, ParseField(at.Line)) { IsComputed = isComputed };
        return ParseValueMember(keyAt, key, isComputed);
    }

    private Member ParseValueMember(Token at, Node key, bool isComputed)
    {
        if (Take(":"))
            return new Member(at.Line, MemberKind.Value, key, ParseAssignment()) { IsComputed = isComputed };
        if (at.Kind != TokenKind.Name || Words.IsReserved(at.Text))
            throw Scanner.Unexpected(token);
        RefuseWord(at);
        var name = Refer(at, at.Text);
        if (!Take("="))
            return new Member(at.Line, MemberKind.Value, key, name);
        return new Member(at.Line, MemberKind.Default, key, new Assign(at.Line, "=", name, ParseAssignment()));
    }

    private Node ParseKey()
    {
        if (Take("["))
        {
            var key = ParseAssignment();
            Expect("]");
            return key;
        }

        return token.Kind switch
        {
            TokenKind.Name or TokenKind.PrivateName => new Constant(token.Line, Words.Quote(Next().Text)),
            TokenKind.Text => new Constant(token.Line, Words.Quote(Next().Value)),
            TokenKind.Number => new Constant(token.Line, Words.Quote(Next().Value)),
            _ => throw Scanner.Unexpected(token),
        };
    }

    private Node ParseBindingTarget(BindingKind kind)
    {
        if (token.Is("["))
            return ToPattern(ParseArray(), kind);
        if (token.Is("{"))
            return ToPattern(ParseObject(), kind);
        var at = token;
        RefuseWord(at);
        var name = ExpectName();
        Declare(name, kind, at);
        return Refer(at, name);
    }

    // Patterns are read as literals first. Without a kind, the names in them are not declared but assigned.
    private Node ToPattern(Node node, BindingKind? kind)
    {
        switch (node)
        {
            case Name name:
                if (kind is { } declared && Redeclares(name.Text, declared))
                    throw Scanner.ErrorAt(name.Line, $"Identifier '{name.Text}' has already been declared");
                return name;
            case Access { IsOptional: false } when kind is null:
                return node;
            case Parenthesized { Value: Name or Access } inner when kind is null:
                return ToPattern(inner.Value, null);
            case Assign { Sign: "=" } assign:
                return new DefaultPattern(node.Line, ToPattern(assign.Target, kind), assign.Value);
            case DefaultPattern pattern:
                return pattern with { Target = ToPattern(pattern.Target, kind) };
            case Spread rest:
                return rest with { Value = ToPattern(rest.Value, kind) };
            case ArrayLiteral array:
                return ToPattern(new ArrayPattern(node.Line, array.Items), kind);
            case ArrayPattern array when !array.Items.SkipLast(1).Any(item => item is Spread):
                return array with
                {
                    Items = [.. array.Items.Select(item => item is null ? null : ToPattern(item, kind))],
                };
            case ObjectLiteral shape:
                return ToObjectPattern(shape, kind);
            case ObjectPattern shape:
                return shape with
                {
                    Members = [.. shape.Members.Select(one => one with { Target = ToPattern(one.Target, kind) })],
                    Rest = shape.Rest is null ? null : ToPattern(shape.Rest, kind),
                };
            default:
                throw Scanner.ErrorAt(node.Line, "Invalid left-hand side in assignment");
        }
    }

    private ObjectPattern ToObjectPattern(ObjectLiteral shape, BindingKind? kind)
    {
        var members = new List<PatternMember>();
        Node? rest = null;
        foreach (var member in shape.Members)
            if (rest is null && member.Kind is MemberKind.Value or MemberKind.Default)
                members.Add(new PatternMember(member.Key!, ToPattern(member.Value!, kind)));
            else if (rest is null && member.Kind == MemberKind.Spread)
                rest = ToPattern(member.Value!, kind);
            else
                throw Scanner.ErrorAt(member.Line, "Invalid destructuring assignment target");
        return new ObjectPattern(shape.Line, members, rest);
    }

    private bool Redeclares(string name, BindingKind kind)
    {
        var target = kind == BindingKind.Var ? scope.Function : scope;
        return target.Declare(name, kind) is null || (kind == BindingKind.Var && HidesVar(name, target));
    }
}
