namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Loops.</summary>
internal sealed partial class ScriptParser
{
    private Node ParseLoopBody()
    {
        var outer = around;
        around = around with { Loops = around.Loops + 1 };
        var body = ParseStatement();
        around = outer;
        return body;
    }

    private DoWhile ParseDo()
    {
        var line = Next().Line;
        var body = ParseLoopBody();
        ExpectWord("while");
        var test = ParseCondition();
        Take(";");
        return new DoWhile(line, body, test);
    }

    private Node ParseFor()
    {
        var word = Next();
        if (token.IsWord("await"))
            throw Refused("for await", token);
        Expect("(");
        // The names of the head belong to every round.
        var outer = around;
        around = around with { Loops = around.Loops + 1 };
        var inner = OpenScope(ScopeKind.Block);
        around = outer with { IsWithoutIn = true };
        var start = token.Is(";") ? null : ParseForStart();
        around = outer;
        Node loop;
        if (start is not null && (token.IsWord("of") || token.IsWord("in")))
            loop = ParseForEach(word, inner, start);
        else
            loop = ParseForRest(word, inner, start);
        CloseScope();
        return loop;
    }

    private Node ParseForStart() =>
        token.IsWord("var") || token.IsWord("const") || (token.IsWord("let") && StartsLet())
            ? ParseDeclaration(isLoopHead: true)
            : ParseExpression();

    private For ParseForRest(Token word, Scope inner, Node? start)
    {
        Expect(";");
        var test = token.Is(";") ? null : ParseExpression();
        Expect(";");
        var step = token.Is(")") ? null : ParseExpression();
        Expect(")");
        return new For(word.Line, inner, start, test, step, ParseLoopBody());
    }

    private ForEach ParseForEach(Token word, Scope inner, Node start)
    {
        if (start is Declaration { Items.Count: not 1 })
            throw Scanner.Unexpected(token);
        var target = start is Declaration ? start : ToPattern(start, null);
        var isOf = Next().Text == "of";
        var source = isOf ? ParseAssignment() : ParseExpression();
        Expect(")");
        foreach (var binding in inner.Bindings)
            binding.ReadyAt = Math.Min(binding.ReadyAt, lastEnd);
        return new ForEach(word.Line, inner, isOf, target, source, ParseLoopBody());
    }
}
