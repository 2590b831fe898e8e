namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Assignments, patterns and chains.</summary>
internal sealed partial class ScriptEmitter
{
    private string AssignCode(Assign assign) => assign.Sign switch
    {
        "=" => AssignPattern(assign.Target, Code(assign.Value)),
        "**=" or "??=" or "||=" or "&&=" => AssignOnce(assign),
        _ when assign.Target is Name name && IsConstant(name) => AssignTo(name, Code(assign.Value)),
        _ => $"({Code(assign.Target)} {assign.Sign} {Code(assign.Value)})",
    };

    private string AssignPattern(Node target, string value)
    {
        if (target is Name or Access)
            return AssignTo(target, value);
        var whole = Temporary();
        var steps = new List<Step> { new(null, whole, value) };
        Take(target, whole, steps);
        var parts = steps.Select(step =>
            step.Target is null ? $"{step.Temporary} = {step.Code}" : AssignTo(step.Target, step.Code));
        return $"({string.Join(", ", parts)}, {whole})";
    }

    private string AssignTo(Node target, string value) => target is Name name && IsConstant(name)
        ? $"({value}, {Fail("TypeError", "Assignment to constant variable.")})"
        : $"({Code(target)} = {value})";

    private static bool IsConstant(Name name) => name.Binding is { Kind: BindingKind.Const };

    // The object and the key are evaluated once, though they are read and written.
    private string AssignOnce(Assign assign)
    {
        var setup = "";
        var place = assign.Target;
        if (place is Access access)
        {
            var target = Temporary();
            setup = $"{target} = {Code(access.Target)}, ";
            var key = access.Key;
            if (key is not Constant)
            {
                var computed = Temporary();
                setup += $"{computed} = {Code(key)}, ";
                key = new Constant(access.Line, computed);
            }

            place = new Access(access.Line, new Constant(access.Line, target), key, false);
        }

        var value = Code(assign.Value);
        if (assign.Sign == "**=")
            return $"({setup}{AssignTo(place, $"{RuntimeNames.Power}({Code(place)}, {value})")})";
        var old = Temporary();
        var test = assign.Sign switch
        {
            "??=" => $"({old} = {Code(place)}) != null",
            "||=" => $"({old} = {Code(place)})",
            _ => $"!({old} = {Code(place)})",
        };
        return $"({setup}{test} ? {old} : {AssignTo(place, value)})";
    }

    // Cuts a pattern into single assignments, in order.
    private void Take(Node pattern, string value, List<Step> steps)
    {
        switch (pattern)
        {
            case DefaultPattern given:
                var own = TakeTemporary(value, steps);
                Take(given.Target, $"({own} === void 0 ? {Code(given.Value)} : {own})", steps);
                break;
            case ArrayPattern array:
                TakeArray(array, TakeTemporary($"{RuntimeNames.Iterate}({value})", steps), steps);
                break;
            case ObjectPattern shape:
                TakeObject(shape, TakeTemporary($"{RuntimeNames.Need}({value})", steps), steps);
                break;
            default:
                steps.Add(new Step(pattern, null, value));
                break;
        }
    }

    private string TakeTemporary(string value, List<Step> steps)
    {
        var name = Temporary();
        steps.Add(new Step(null, name, value));
        return name;
    }

    private void TakeArray(ArrayPattern array, string items, List<Step> steps)
    {
        for (var i = 0; i < array.Items.Count; i++)
            if (array.Items[i] is Spread rest)
                Take(rest.Value, $"{RuntimeNames.Rest}({items}, {i})", steps);
            else if (array.Items[i] is { } item)
                Take(item, $"{items}[{i}]", steps);
    }

    private void TakeObject(ObjectPattern shape, string source, List<Step> steps)
    {
        var keys = new List<string>();
        foreach (var member in shape.Members)
        {
            var key = member.Key is Constant ? Code(member.Key) : TakeTemporary(Code(member.Key), steps);
            keys.Add(key);
            Take(member.Target, $"{source}[{key}]", steps);
        }

        if (shape.Rest is not null)
            Take(shape.Rest, $"{RuntimeNames.Omit}({source}, [{string.Join(", ", keys)}])", steps);
    }

    private string ChainCode(Chain chain, string prefix)
    {
        var tests = new List<string>();
        var code = Link(chain.Value, tests);
        return $"({string.Join(" || ", tests)} ? {(prefix.Length == 0 ? "void 0" : "true")} : {prefix}{code})";
    }

    // One link of a chain; the tests are what ends the chain early.
    private string Link(Node node, List<string> tests)
    {
        switch (node)
        {
            case Access access:
                var target = Code(() => Link(access.Target, tests), access);
                return $"{(access.IsOptional ? Tested(target, tests) : target)}[{Code(access.Key)}]";
            case Call call:
                return Code(() => CallCode(call, tests), call);
            default:
                return Operand(node, OperandRank);
        }
    }

    private string Tested(string code, List<string> tests)
    {
        var name = Temporary();
        tests.Add($"({name} = {code}) == null");
        return name;
    }

    private string CallCode(Call call, List<string> tests)
    {
        var isSpread = call.Arguments.Any(item => item is Spread);
        var arguments = isSpread ? ListCode(call.Arguments) : Arguments(call.Arguments);
        var callee = call.Callee is Parenthesized { Value: Access or SuperAccess } inner ? inner.Value : call.Callee;
        if (callee is not SuperAccess && !isSpread && !call.IsOptional)
            return $"{Link(callee, tests)}({arguments})";
        var self = "void 0";
        string function;
        if (callee is SuperAccess access)
            (self, function) = (ThisCode(), SuperCode(access));
        else if (callee is Access member)
            (self, function) = MemberCode(member, tests);
        else
            function = Link(callee, tests);
        if (call.IsOptional)
            function = Tested(function, tests);
        var word = isSpread ? "apply" : "call";
        return $"{function}.{word}({self}{(arguments.Length == 0 ? "" : $", {arguments}")})";
    }

    private (string Self, string Function) MemberCode(Access member, List<string> tests)
    {
        var target = Link(member.Target, tests);
        var self = Temporary();
        if (!member.IsOptional)
            return (self, $"({self} = {target})[{Code(member.Key)}]");
        tests.Add($"({self} = {target}) == null");
        return (self, $"{self}[{Code(member.Key)}]");
    }
}
