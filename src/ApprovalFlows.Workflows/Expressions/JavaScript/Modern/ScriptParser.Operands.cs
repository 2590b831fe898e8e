namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Operands.</summary>
internal sealed partial class ScriptParser
{
    private Node ParsePrimary()
    {
        var at = token;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return ParseWord();
            case TokenKind.Number:
                return new Constant(at.Line, Next().Value);
            case TokenKind.Text:
                return new Constant(at.Line, Words.Quote(Next().Value));
            case TokenKind.Template:
                return ParseTemplate();
            case TokenKind.PrivateName when Peek().IsWord("in"):
                return new Constant(at.Line, Words.Quote(Next().Text));
        }

        switch (token.Text)
        {
            case "(":
                return ParseParenthesized();
            case "[":
                return ParseInside(ParseArray);
            case "{":
                return ParseInside(ParseObject);
            case "/" or "/=":
                token = scanner.ScanRegExp(token);
                return new Constant(at.Line, Next().Text);
            default:
                throw Scanner.Unexpected(token);
        }
    }

    private Node ParseWord()
    {
        var at = token;
        switch (at.Text)
        {
            case "this":
                Next();
                return new This(at.Line);
            case "null" or "true" or "false":
                return new Constant(at.Line, Next().Text);
            case "function":
                return ParseFunctionExpression();
            case "class":
                return ParseClass();
            case "new":
                return ParseNew();
            case "super":
                return ParseSuper();
            case "import":
                throw Refused("'import'", at);
        }

        if (Words.IsReserved(at.Text))
            throw Scanner.Unexpected(at);
        RefuseWord(at);
        var firstName = names.Count;
        var name = Refer(Next(), at.Text);
        return token.Is("=>") && !token.AfterLineBreak
            ? ParseArrow(at.Line, [name], firstName, scopes.Count)
            : name;
    }

    // Names in scripts that are not strict; nobody gives them to anything.
    private void RefuseWord(Token at)
    {
        if (at.Text is "await" or "yield")
            throw Refused($"'{at.Text}'", at);
        if (at.Text == "async" && Peek() is { AfterLineBreak: false, Kind: TokenKind.Name } next
            && next.Text is not ("in" or "instanceof" or "of"))
            throw Refused("async", at);
    }

    private Node ParseParenthesized()
    {
        var (firstName, firstScope) = (names.Count, scopes.Count);
        var open = Next();
        var items = new List<Node>();
        var endsWithComma = false;
        var outer = around;
        around = around with { IsWithoutIn = false };
        while (!token.Is(")"))
        {
            items.Add(ParseItem());
            endsWithComma = Take(",");
            if (!endsWithComma)
                break;
        }

        around = outer;
        var close = Expect(")");
        if (token.Is("=>") && !token.AfterLineBreak)
            return ParseArrow(open.Line, items, firstName, firstScope);
        if (items.Count == 0 || endsWithComma || items.Exists(item => item is Spread))
            throw Scanner.Unexpected(close);
        return new Parenthesized(open.Line, items.Count == 1 ? items[0] : new Sequence(open.Line, items));
    }

    private ArrayLiteral ParseArray()
    {
        var line = Next().Line;
        var items = new List<Node?>();
        while (!token.Is("]"))
        {
            if (Take(","))
            {
                items.Add(null);
                continue;
            }

            items.Add(ParseItem());
            if (!Take(","))
                break;
        }

        Expect("]");
        return new ArrayLiteral(line, items);
    }

    private New ParseNew()
    {
        var word = Next();
        if (token.Is("."))
            throw Refused("'new.target'", word);
        Enter();
        var callee = token.IsWord("new") ? ParseNew() : ParsePrimary();
        callee = ParsePostfix(callee, mayCall: false);
        depth--;
        return new New(word.Line, callee, token.Is("(") ? ParseArguments() : []);
    }

    private Node ParseSuper()
    {
        var word = Next();
        if (scope.Home is not { } home)
            throw Refused("'super' outside of a class", word);
        if (token.Is("("))
            return scope.Owner.Kind == ScopeKind.DerivedConstructor
                ? new SuperCall(word.Line, ParseArguments())
                : throw Scanner.Error(word, "'super' keyword unexpected here");
        var of = home.Of(isInStaticMember);
        if (Take("["))
            return new SuperAccess(word.Line, ParseClosed("]"), of);
        Expect(".");
        return new SuperAccess(word.Line, ParseMemberName(), of);
    }

    private Template ParseTemplate()
    {
        var line = token.Line;
        var (texts, raws, holes) = (new List<string>(), new List<string>(), new List<Node>());
        while (true)
        {
            texts.Add(token.Value);
            raws.Add(token.Text);
            if (token.IsTail)
                break;
            Next();
            holes.Add(ParseInside(ParseExpression));
            if (!token.Is("}"))
                throw Scanner.Unexpected(token);
            token = scanner.ScanTemplateRest(token);
        }

        Next();
        return new Template(line, texts, raws, holes);
    }
}
