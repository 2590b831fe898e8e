using System.Runtime.CompilerServices;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Expressions.</summary>
internal sealed partial class ScriptEmitter
{
    private const int MaxDepth = 1_500;
    private const int UnaryRank = 20;
    private const int OperandRank = 30;

    private int depth;

    private string Code(Node node) => Code(() => AnyCode(node), node);

    private string Code(Func<string> write, Node node)
    {
        if (++depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Scanner.ErrorAt(node.Line, $"The script is nested more than {MaxDepth} deep");
        var code = write();
        depth--;
        return code;
    }

    private string AnyCode(Node node) => node switch
    {
        Constant constant => constant.Code,
        Name name => NameCode(name),
        This => ThisCode(),
        Parenthesized inner => Code(inner.Value),
        ArrayLiteral array => ArrayCode(array),
        ObjectLiteral shape => ObjectCode(shape),
        Function function => $"({FunctionCode(function, function.Name)})",
        Class made => ClassCode(made),
        Unary unary => UnaryCode(unary),
        Update update => UpdateCode(update),
        Binary binary => BinaryCode(binary),
        Assign assign => AssignCode(assign),
        Conditional choice =>
            $"({Operand(choice.Test, 1)} ? {Code(choice.Then)} : {Code(choice.Else)})",
        Sequence sequence => $"({string.Join(", ", sequence.Items.Select(Code))})",
        Access or Call => Link(node, []),
        Chain chain => ChainCode(chain, ""),
        New made => NewCode(made),
        SuperAccess access => SuperCode(access),
        SuperCall call => $"({RuntimeNames.This} = {SuperCallCode(call)})",
        Template template => TemplateCode(template),
        TaggedTemplate tagged => TaggedCode(tagged),
        _ => throw Scanner.ErrorAt(node.Line, "Invalid destructuring assignment target"),
    };

    // Brackets only where they matter: a long sum must not become a deep one.
    private string Operand(Node node, int minimum)
    {
        while (node is Parenthesized inner)
            node = inner.Value;
        var rank = node switch
        {
            Binary { Sign: "??" or "**" } => OperandRank,
            Binary binary => Words.RankOf(binary.Sign),
            Unary => UnaryRank,
            Constant { Code: ['-', ..] } => 0,
            _ => OperandRank,
        };
        return rank < minimum ? $"({Code(node)})" : Code(node);
    }

    private string BinaryCode(Binary binary)
    {
        if (binary.Sign == "**")
            return $"{RuntimeNames.Power}({Code(binary.Left)}, {Code(binary.Right)})";
        if (binary.Sign == "??")
        {
            var left = Temporary();
            return $"(({left} = {Code(binary.Left)}) != null ? {left} : {Code(binary.Right)})";
        }

        var rank = Words.RankOf(binary.Sign);
        return $"{Operand(binary.Left, rank)} {binary.Sign} {Operand(binary.Right, rank + 1)}";
    }

    private string UnaryCode(Unary unary)
    {
        var operand = unary.Operand;
        while (operand is Parenthesized inner)
            operand = inner.Value;
        return unary.Sign == "delete" && operand is Chain chain
            ? ChainCode(chain, "delete ")
            : $"{unary.Sign} {Operand(operand, UnaryRank)}";
    }

    private string UpdateCode(Update update)
    {
        if (update.Target is Name name && IsConstant(name))
            return Fail("TypeError", "Assignment to constant variable.");
        var target = Code(update.Target);
        return update.IsPrefix ? $"({update.Sign}{target})" : $"({target}{update.Sign})";
    }

    private string ArrayCode(ArrayLiteral array)
    {
        if (array.Items.Any(item => item is Spread))
            return ListCode(array.Items);
        var items = string.Join(", ", array.Items.Select(item => item is null ? "" : Code(item)));
        return array.Items is [.., null] ? $"[{items},]" : $"[{items}]";
    }

    // Arguments: which of the values are spread, and the values.
    private string ListCode(IReadOnlyList<Node?> items)
    {
        var marks = string.Concat(items.Select(item => item is Spread ? '1' : '0'));
        var values = items.Select(item => item switch
        {
            null => "void 0",
            Spread spread => Code(spread.Value),
            _ => Code(item),
        });
        return $"{RuntimeNames.List}({string.Join(", ", [$"\"{marks}\"", .. values])})";
    }

    private string ObjectCode(ObjectLiteral shape)
    {
        if (shape.Members.FirstOrDefault(member => member.Kind == MemberKind.Default) is { } misplaced)
            throw Scanner.ErrorAt(misplaced.Line, "Invalid shorthand property initializer");
        var isPlain = shape.Members.All(member => !member.IsComputed && member.Kind != MemberKind.Spread);
        if (isPlain)
            return $"{{{string.Join(", ", shape.Members.Select(PlainMember))}}}";
        var parts = shape.Members.Select(member =>
            $"\"{member.Kind}\", {(member.Key is null ? "void 0" : Code(member.Key))}, {MemberValue(member)}");
        return $"{RuntimeNames.Object}({string.Join(", ", parts)})";
    }

    private string PlainMember(Member member) => member.Kind switch
    {
        MemberKind.Get or MemberKind.Set => member.Kind.ToString().ToLowerInvariant() + " " + Code(member.Key!)
            + FunctionCode((Function)member.Value!, null)["function ".Length..],
        _ => $"{Code(member.Key!)}: {MemberValue(member)}",
    };

    private string MemberValue(Member member) => member.Value is Function { Name: null } function
        ? FunctionCode(function, null)
        : Code(member.Value!);

    private string NewCode(New made) => made.Arguments.Any(item => item is Spread)
        ? $"{RuntimeNames.New}({Code(made.Callee)}, {ListCode(made.Arguments)})"
        : $"new ({Code(made.Callee)})({Arguments(made.Arguments)})";

    private string Arguments(IEnumerable<Node> arguments) => string.Join(", ", arguments.Select(Code));

    private string SuperCode(SuperAccess access) =>
        $"{RuntimeNames.SuperMember}({access.Home}, {Code(access.Key)}, {ThisCode()})";

    private string SuperCallCode(SuperCall call) => call.Arguments.Any(item => item is Spread)
        ? $"{RuntimeNames.Super}.apply(void 0, {ListCode(call.Arguments)})"
        : $"{RuntimeNames.Super}({Arguments(call.Arguments)})";

    private string TemplateCode(Template template)
    {
        if (template.Holes.Count == 0)
            return Words.Quote(template.Texts[0]);
        var parts = new List<string> { Words.Quote(template.Texts[0]) };
        for (var i = 0; i < template.Holes.Count; i++)
        {
            parts.Add(Code(template.Holes[i]));
            parts.Add(Words.Quote(template.Texts[i + 1]));
        }

        return $"{RuntimeNames.Text}({string.Join(", ", parts)})";
    }

    private string TaggedCode(TaggedTemplate tagged)
    {
        var texts = string.Join(", ", tagged.Template.Texts.Select(Words.Quote));
        var raws = string.Join(", ", tagged.Template.Raws.Select(Words.Quote));
        var first = new Constant(tagged.Line, $"{RuntimeNames.Tag}([{texts}], [{raws}])");
        return Code(new Call(tagged.Line, tagged.Tag, [first, .. tagged.Template.Holes], false));
    }
}
