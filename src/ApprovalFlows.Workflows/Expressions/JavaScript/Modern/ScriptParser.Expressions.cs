namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Expressions from the comma down to the single operand.</summary>
internal sealed partial class ScriptParser
{
    private Node ParseExpression()
    {
        var first = ParseAssignment();
        if (!token.Is(","))
            return first;
        var items = new List<Node> { first };
        while (Take(","))
            items.Add(ParseAssignment());
        return new Sequence(first.Line, items);
    }

    private Node ParseAssignment()
    {
        Enter();
        var node = ParseAssigned();
        depth--;
        return node;
    }

    private Node ParseAssigned()
    {
        var node = ParseConditional();
        if (token.Is("=>") && node is Call { Callee: Name { Text: "async" } })
            throw Refused("async", token);
        if (IsArrow(node) || !Words.IsAssignment(token))
            return node;
        if (node is SuperAccess)
            throw Refused("an assignment to a member of 'super'", token);
        var sign = Next().Text;
        var target = ToPattern(node, null);
        if (sign != "=" && target is not (Name or Access))
            throw Scanner.ErrorAt(node.Line, "Invalid left-hand side in assignment");
        return new Assign(node.Line, sign, target, ParseAssignment());
    }

    private Node ParseConditional()
    {
        var test = ParseBinary(1);
        if (IsArrow(test) || !Take("?"))
            return test;
        var then = ParseInside(ParseAssignment);
        Expect(":");
        return new Conditional(test.Line, test, then, ParseAssignment());
    }

    private Node ParseBinary(int minimum)
    {
        var left = ParseUnary();
        while (!IsArrow(left))
        {
            var rank = token.Kind is TokenKind.Sign or TokenKind.Name ? Words.RankOf(token.Text) : 0;
            if (rank < minimum || rank == 0 || (around.IsWithoutIn && token.IsWord("in")))
                break;
            var sign = Next();
            if (sign.Is("**") && left is Unary)
                throw Scanner.Unexpected(sign);
            Enter();
            var right = ParseBinary(sign.Is("**") ? rank : rank + 1);
            depth--;
            if ((sign.Is("??") && (IsLogical(left) || IsLogical(right)))
                || (sign.Text is "||" or "&&" && (IsCoalesce(left) || IsCoalesce(right))))
                throw Scanner.Unexpected(sign);
            left = new Binary(sign.Line, sign.Text, left, right);
        }

        return left;
    }

    private Node ParseUnary()
    {
        Enter();
        var node = ParseOperand();
        depth--;
        return node;
    }

    private Node ParseOperand()
    {
        var at = token;
        if (token.Kind == TokenKind.Sign ? token.Text is "!" or "~" or "+" or "-"
            : token.Kind == TokenKind.Name && token.Text is "typeof" or "void" or "delete")
        {
            Next();
            return new Unary(at.Line, at.Text, ParseUnary());
        }

        if (Take("++") || Take("--"))
            return new Update(at.Line, at.Text, true, TargetOf(ParseUnary()));
        var node = ParsePostfix(ParsePrimary(), mayCall: true);
        if (token.AfterLineBreak || IsArrow(node) || !(token.Is("++") || token.Is("--")))
            return node;
        return new Update(at.Line, Next().Text, false, TargetOf(node));
    }

    private static Node TargetOf(Node node) => node switch
    {
        Name or Access { IsOptional: false } => node,
        Parenthesized inner => TargetOf(inner.Value),
        _ => throw Scanner.ErrorAt(node.Line, "Invalid left-hand side expression in postfix operation"),
    };

    private Node ParsePostfix(Node node, bool mayCall)
    {
        var isChain = false;
        while (!IsArrow(node))
        {
            var at = token;
            var isOptional = mayCall && Take("?.");
            isChain |= isOptional;
            if (mayCall && token.Is("("))
                node = new Call(at.Line, node, ParseArguments(), isOptional);
            else if (Take("["))
                node = new Access(at.Line, node, ParseClosed("]"), isOptional);
            else if (isOptional || Take("."))
                node = new Access(at.Line, node, ParseMemberName(), isOptional);
            else if (token.Kind == TokenKind.Template)
                node = new TaggedTemplate(at.Line, node, ParseTemplate());
            else
                break;
        }

        return isChain ? new Chain(node.Line, node) : node;
    }

    private Constant ParseMemberName() => token.Kind is TokenKind.Name or TokenKind.PrivateName
        ? new Constant(token.Line, Words.Quote(Next().Text))
        : throw Scanner.Unexpected(token);

    private Node ParseClosed(string closer)
    {
        var node = ParseInside(ParseExpression);
        Expect(closer);
        return node;
    }

    // Inside brackets, 'in' is an operator even in the head of a loop.
    private T ParseInside<T>(Func<T> parse)
    {
        var outer = around;
        if (around.IsWithoutIn)
            around = around with { IsWithoutIn = false };
        var parsed = parse();
        around = outer;
        return parsed;
    }

    private List<Node> ParseArguments()
    {
        Next();
        return ParseInside(() =>
        {
            var items = new List<Node>();
            while (!token.Is(")"))
            {
                items.Add(ParseItem());
                if (!Take(","))
                    break;
            }

            Expect(")");
            return items;
        });
    }

    private Node ParseItem()
    {
        var line = token.Line;
        return Take("...") ? new Spread(line, ParseAssignment()) : ParseAssignment();
    }

    private static bool IsArrow(Node node) => node is Function { Scope.Kind: ScopeKind.Arrow };

    private static bool IsLogical(Node node) => node is Binary { Sign: "||" or "&&" };

    private static bool IsCoalesce(Node node) => node is Binary { Sign: "??" };
}
