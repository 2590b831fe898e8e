namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Statements.</summary>
internal sealed partial class ScriptParser
{
    private List<Node> ParseStatements(TokenKind endKind, string endSign)
    {
        var statements = new List<Node>();
        var mayBeDirective = endKind == TokenKind.End || scope.Kind != ScopeKind.Block;
        while (token.Kind != endKind || token.Text != endSign)
        {
            var isText = token.Kind == TokenKind.Text;
            var statement = ParseStatement();
            mayBeDirective &= isText && statement is ExpressionStatement { Value: Constant };
            statements.Add(mayBeDirective && statement is ExpressionStatement directive
                ? directive with { IsDirective = true }
                : statement);
        }

        Next();
        return statements;
    }

    private Node ParseStatement()
    {
        Enter();
        var statement = token.Kind switch
        {
            TokenKind.Sign when token.Is("{") => ParseBlock(),
            TokenKind.Sign when token.Is(";") => new Empty(Next().Line),
            TokenKind.Name => ParseWordStatement(),
            _ => ParseExpressionStatement(),
        };
        depth--;
        return statement;
    }

    private Node ParseWordStatement()
    {
        switch (token.Text)
        {
            case "var" or "const":
                return ParseDeclarationStatement();
            case "let" when StartsLet():
                return ParseDeclarationStatement();
            case "function":
                return ParseFunctionStatement();
            case "async" when Peek() is { AfterLineBreak: false } next && next.IsWord("function"):
                throw Refused("async", token);
            case "class":
                return ParseClassStatement();
            case "if":
                return ParseIf();
            case "for":
                return ParseFor();
            case "while":
                return new While(Next().Line, ParseCondition(), ParseLoopBody());
            case "do":
                return ParseDo();
            case "return":
                return ParseReturn();
            case "break" or "continue":
                return ParseJump();
            case "throw":
                return ParseThrow();
            case "try":
                return ParseTry();
            case "switch":
                return ParseSwitch();
            case "with":
                return new With(Next().Line, ParseCondition(), ParseStatement());
            case "debugger":
                var line = Next().Line;
                EndStatement();
                return new Empty(line);
            case "import" or "export":
                throw Refused($"'{token.Text}'", token);
            default:
                return !Words.IsReserved(token.Text) && Peek().Is(":") ? ParseLabelled() : ParseExpressionStatement();
        }
    }

    private bool StartsLet() =>
        Peek() is var next && (next.Is("[") || next.Is("{")
            || (next.Kind == TokenKind.Name && next.Text is not ("in" or "instanceof")));

    private ExpressionStatement ParseExpressionStatement()
    {
        var line = token.Line;
        var value = ParseExpression();
        EndStatement();
        return new ExpressionStatement(line, value, false);
    }

    private Block ParseBlock()
    {
        var line = token.Line;
        Expect("{");
        var inner = OpenScope(ScopeKind.Block);
        var body = ParseStatements(TokenKind.Sign, "}");
        CloseScope();
        return new Block(line, inner, body);
    }

    private Declaration ParseDeclarationStatement()
    {
        var declaration = ParseDeclaration(isLoopHead: false);
        EndStatement();
        return declaration;
    }

    private Declaration ParseDeclaration(bool isLoopHead)
    {
        var word = Next();
        var kind = word.Text switch
        {
            "var" => BindingKind.Var,
            "let" => BindingKind.Let,
            _ => BindingKind.Const,
        };
        var items = new List<Declarator>();
        do
        {
            var at = token;
            var target = ParseBindingTarget(kind);
            var value = Take("=") ? ParseAssignment() : null;
            var isHeadOfEach = isLoopHead && (token.IsWord("of") || token.IsWord("in"));
            if (value is null && !isHeadOfEach && (kind == BindingKind.Const || target is not Name))
                throw Scanner.Error(at, "Missing initializer in declaration");
            if (target is Name name && scope.Own(name.Text) is { IsLexical: true } binding)
                binding.ReadyAt = isHeadOfEach ? int.MaxValue : lastEnd;
            items.Add(new Declarator(target, value));
        }
        while (Take(","));
        return new Declaration(word.Line, items) { Kind = kind };
    }

    private If ParseIf()
    {
        var line = Next().Line;
        var test = ParseCondition();
        var then = ParseStatement();
        return new If(line, test, then, TakeWord("else") ? ParseStatement() : null);
    }

    private Node ParseCondition()
    {
        Expect("(");
        var test = ParseExpression();
        Expect(")");
        return test;
    }

    private Return ParseReturn()
    {
        var line = Next().Line;
        var isBare = token.Is(";") || token.Is("}") || token.Kind == TokenKind.End || token.AfterLineBreak;
        var value = isBare ? null : ParseExpression();
        EndStatement();
        return new Return(line, value);
    }

    private Throw ParseThrow()
    {
        var word = Next();
        if (token.AfterLineBreak)
            throw Scanner.Error(word, "Illegal newline after throw");
        var value = ParseExpression();
        EndStatement();
        return new Throw(word.Line, value);
    }

    private Jump ParseJump()
    {
        var word = Next();
        string? label = null;
        if (token.Kind == TokenKind.Name && !token.AfterLineBreak && !Words.IsReserved(token.Text))
            label = Next().Text;
        if (label is not null && !around.Labels.Contains(label))
            throw Scanner.Error(word, $"Undefined label '{label}'");
        if (label is null && around.Loops == 0 && (word.Text == "continue" || around.Switches == 0))
            throw Scanner.Error(word, $"Illegal {word.Text} statement");
        EndStatement();
        return new Jump(word.Line, word.Text, label);
    }

    private Try ParseTry()
    {
        var line = Next().Line;
        var body = ParseBlock();
        Scope? catchScope = null;
        Node? parameter = null;
        Block? handler = null;
        if (TakeWord("catch"))
        {
            catchScope = OpenScope(ScopeKind.Block);
            if (Take("("))
            {
                var isPattern = token.Is("[") || token.Is("{");
                parameter = ParseBindingTarget(isPattern ? BindingKind.Let : BindingKind.Parameter);
                Expect(")");
            }

            handler = ParseBlock();
            CloseScope();
        }

        var last = TakeWord("finally") ? ParseBlock() : null;
        if (handler is null && last is null)
            throw Scanner.Error(token, "Missing catch or finally after try");
        return new Try(line, body, catchScope, parameter, handler, last);
    }

    private Switch ParseSwitch()
    {
        var line = Next().Line;
        var value = ParseCondition();
        Expect("{");
        var outer = around;
        around = around with { Switches = around.Switches + 1 };
        var inner = OpenScope(ScopeKind.Block);
        var cases = new List<SwitchCase>();
        while (!Take("}"))
            cases.Add(ParseCase());
        CloseScope();
        around = outer;
        return new Switch(line, inner, value, cases);
    }

    private SwitchCase ParseCase()
    {
        Node? test = null;
        if (!TakeWord("default"))
        {
            ExpectWord("case");
            test = ParseExpression();
        }

        Expect(":");
        var body = new List<Node>();
        while (!token.Is("}") && !token.IsWord("case") && !token.IsWord("default"))
            body.Add(ParseStatement());
        return new SwitchCase(test, body);
    }

    private Labelled ParseLabelled()
    {
        var word = Next();
        Expect(":");
        var outer = around;
        around = around with { Labels = [.. around.Labels, word.Text] };
        var body = ParseStatement();
        around = outer;
        return new Labelled(word.Line, word.Text, body);
    }
}
