using System.Globalization;
using System.Text.RegularExpressions;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>A value, its comparisons and its filters.</summary>
internal abstract record LiquidExpression
{
    public abstract object? Evaluate(LiquidScope scope);
}

internal sealed record LiquidLiteral(object? Value) : LiquidExpression
{
    public override object? Evaluate(LiquidScope scope) => Value;
}

internal sealed record LiquidRange(LiquidExpression From, LiquidExpression To) : LiquidExpression
{
    private const int MaxItems = 10_000;

    public override object? Evaluate(LiquidScope scope)
    {
        var from = (int)LiquidValues.ToNumber(From.Evaluate(scope));
        var to = (int)LiquidValues.ToNumber(To.Evaluate(scope));
        return Enumerable.Range(from, Math.Clamp(to - from + 1, 0, MaxItems)).Cast<object?>().ToList();
    }
}

internal sealed record LiquidPath(IReadOnlyList<object> Parts) : LiquidExpression
{
    public override object? Evaluate(LiquidScope scope) => scope.Resolve(
        Parts, part => part is LiquidExpression key ? key.Evaluate(scope) : part);
}

internal sealed record LiquidFiltered(
    LiquidExpression Value, string Filter, IReadOnlyList<LiquidExpression> Arguments) : LiquidExpression
{
    public override object? Evaluate(LiquidScope scope) => LiquidFilters.Apply(
        Filter, Value.Evaluate(scope), [.. Arguments.Select(argument => argument.Evaluate(scope))]);
}

internal sealed record LiquidComparison(LiquidExpression Left, string Operator, LiquidExpression Right)
    : LiquidExpression
{
    public override object? Evaluate(LiquidScope scope)
    {
        var left = Left.Evaluate(scope);
        if (Operator is "and" or "or")
            return Operator == "and" == LiquidValues.IsTruthy(left)
                ? LiquidValues.IsTruthy(Right.Evaluate(scope))
                : LiquidValues.IsTruthy(left);
        var right = Right.Evaluate(scope);
        return Operator switch
        {
            "==" => LiquidValues.AreEqual(left, right),
            "!=" or "<>" => !LiquidValues.AreEqual(left, right),
            "contains" => LiquidValues.Contains(left, right),
            _ when left is null || right is null => false,
            "<" => LiquidValues.ToNumber(left) < LiquidValues.ToNumber(right),
            ">" => LiquidValues.ToNumber(left) > LiquidValues.ToNumber(right),
            "<=" => LiquidValues.ToNumber(left) <= LiquidValues.ToNumber(right),
            _ => LiquidValues.ToNumber(left) >= LiquidValues.ToNumber(right),
        };
    }
}

/// <summary>Reads the inside of a tag.</summary>
internal sealed partial class LiquidTokens
{
    private readonly List<string> tokens;
    private int position;

    public LiquidTokens(string text)
    {
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
        if (string.Concat(tokens).Length != text.Count(letter => !char.IsWhiteSpace(letter))
            && !tokens.Exists(token => token[0] is '\'' or '"'))
            throw new FormatException($"'{text}' is not understood.");
    }

    public bool AtEnd => position >= tokens.Count;

    public bool Accept(string token)
    {
        if (AtEnd || tokens[position] != token)
            return false;
        position++;
        return true;
    }

    public string Next() => AtEnd ? throw new FormatException("The tag ends too early.") : tokens[position++];

    public LiquidExpression ReadFiltered()
    {
        var value = ReadOperand();
        while (Accept("|"))
        {
            var filter = Next();
            var arguments = new List<LiquidExpression>();
            if (Accept(":"))
                do
                    arguments.Add(ReadOperand());
                while (Accept(","));
            value = new LiquidFiltered(value, filter, arguments);
        }

        return value;
    }

    // Liquid joins conditions from the right, without precedence.
    public LiquidExpression ReadCondition()
    {
        var left = ReadOperand();
        if (!AtEnd && tokens[position] is "==" or "!=" or "<>" or "<" or ">" or "<=" or ">=" or "contains")
            left = new LiquidComparison(left, Next(), ReadOperand());
        return !AtEnd && tokens[position] is "and" or "or"
            ? new LiquidComparison(left, Next(), ReadCondition())
            : left;
    }

    public LiquidExpression ReadOperand()
    {
        var token = Next();
        if (token == "(")
        {
            var from = ReadOperand();
            Expect("..");
            var range = new LiquidRange(from, ReadOperand());
            Expect(")");
            return range;
        }

        if (token[0] is '\'' or '"')
            return new LiquidLiteral(token[1..^1]);
        if (decimal.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return new LiquidLiteral(number);
        return token switch
        {
            "true" => new LiquidLiteral(true),
            "false" => new LiquidLiteral(false),
            "nil" or "null" => new LiquidLiteral(null),
            "blank" or "empty" => new LiquidLiteral(""),
            _ => ReadPath(token),
        };
    }

    public void Expect(string token)
    {
        if (!Accept(token))
            throw new FormatException($"'{token}' was expected.");
    }

    private LiquidPath ReadPath(string first)
    {
        var parts = new List<object> { first };
        while (!AtEnd)
            if (Accept("."))
            {
                parts.Add(Next());
            }
            else if (Accept("["))
            {
                parts.Add(ReadOperand());
                Expect("]");
            }
            else
            {
                break;
            }

        return new LiquidPath(parts);
    }

    [GeneratedRegex(
        @"'[^']*'|""[^""]*""|-?\d+(?:\.\d+)?(?!\.)|-?\d+(?=\.\.)|[A-Za-z_][\w-]*\??|\.\.|[=!<>]=|<>|[.|:,\[\]()<>=]",
        RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
