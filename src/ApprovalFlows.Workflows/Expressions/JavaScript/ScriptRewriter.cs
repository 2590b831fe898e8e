using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Jint.Parser;
using Jint.Parser.Ast;
using AstExpression = Jint.Parser.Ast.Expression;
using RuntimeNames = ApprovalFlows.Workflows.Expressions.JavaScript.Modern.RuntimeNames;

namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>
/// Puts guards into a parsed script: every addition, every round of a loop and every call of a function
/// goes through <see cref="ScriptGuards"/>. The names of the guards cannot be written in a script.
/// </summary>
internal sealed class ScriptRewriter
{
    public const string Add = "+add";
    public const string Put = "+put";
    public const string Bits = "+bits";
    public const string PutBits = "+putbits";
    public const string Constructor = "+constructor";
    public const string Meter = "+meter";
    public const string RegExp = "+regexp";

    /// <summary>Stands among the names of a script that may reach any name, by a text it makes.</summary>
    public const string AnyName = "+any";

    // The engine's own are wrong for negative numbers on this platform.
    private static readonly Dictionary<BinaryOperator, string> BitOperators = new()
    {
        [BinaryOperator.BitwiseAnd] = "&",
        [BinaryOperator.BitwiseOr] = "|",
        [BinaryOperator.BitwiseXOr] = "^",
        [BinaryOperator.LeftShift] = "<<",
        [BinaryOperator.RightShift] = ">>",
        [BinaryOperator.UnsignedRightShift] = ">>>",
    };

    private static readonly Dictionary<AssignmentOperator, string> BitAssignments = new()
    {
        [AssignmentOperator.BitwiseAndAssign] = "&",
        [AssignmentOperator.BitwiseOrAssign] = "|",
        [AssignmentOperator.BitwiseXOrAssign] = "^",
        [AssignmentOperator.LeftShiftAssign] = "<<",
        [AssignmentOperator.RightShiftAssign] = ">>",
        [AssignmentOperator.UnsignedRightShiftAssign] = ">>>",
    };

    private const int MaxDepth = 1_500;

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<Type, MemberInfo[]> Members = new();
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<string> names;
    private int depth;

    private ScriptRewriter(HashSet<string> names) => this.names = names;

    /// <summary>Adds the guards; the names grow by those that the text does not show.</summary>
    public static void Rewrite(Program program, HashSet<string> names)
    {
        if (names.Contains("super") || names.Contains("getOwnPropertyDescriptor")
            || names.Contains("getOwnPropertyDescriptors"))
            names.Add(AnyName);
        new ScriptRewriter(names).Visit(program);
    }

    private SyntaxNode Visit(SyntaxNode node)
    {
        if (!seen.Add(node))
            return node;
        if (++depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ParserException(
                $"Line {node.Location?.Start.Line}: The script is nested more than {MaxDepth} deep");
        Note(node);
        foreach (var member in Members.GetOrAdd(node.GetType(), MembersOf))
            switch (Get(member, node))
            {
                case SyntaxNode child:
                    Set(member, node, Visit(child));
                    break;
                case IList list:
                    for (var i = 0; i < list.Count; i++)
                        if (list[i] is SyntaxNode item)
                            list[i] = Visit(item);
                    break;
            }

        depth--;
        return Replace(node);
    }

    private void Note(SyntaxNode node)
    {
        if (node is Identifier { Name: { } name })
            names.Add(name);
        else if (node is MemberExpression { Computed: true, Property: var key })
            names.Add(key switch
            {
                Literal { Value: string text } => text,
                Literal { Value: double } => "",
                Identifier { Name: var index }
                    when index.StartsWith(RuntimeNames.Index, StringComparison.Ordinal) => "",
                _ => AnyName,
            });
    }

    private static SyntaxNode Replace(SyntaxNode node)
    {
        switch (node)
        {
            case CallExpression call:
                // Jint keeps literal arguments on the node: not safe while several engines share it.
                call.CanBeCached = false;
                break;
            case BinaryExpression { Operator: BinaryOperator.Plus } sum:
                return Call(node, Add, sum.Left, sum.Right);
            case AssignmentExpression { Operator: AssignmentOperator.PlusAssign } assignment:
                return ReplaceAssignment(assignment, Put, Add);
            case BinaryExpression binary when BitOperators.TryGetValue(binary.Operator, out var sign):
                return Call(node, Bits, binary.Left, binary.Right, Text(node, sign));
            case UnaryExpression { Operator: UnaryOperator.BitwiseNot } unary:
                return Call(node, Bits, unary.Argument, Text(node, "-1"), Text(node, "^"));
            case AssignmentExpression assignment when BitAssignments.TryGetValue(assignment.Operator, out var sign):
                return ReplaceAssignment(assignment, PutBits, Bits, Text(node, sign));
            case NewExpression made:
                made.Callee = Call(node, Constructor, made.Callee);
                break;
            case RegExpLiteral literal:
                return ReplaceRegExp(literal, literal.Raw);
            case Literal { Type: SyntaxNodes.RegularExpressionLiteral } literal:
                return ReplaceRegExp(literal, literal.Raw);
            case Literal literal:
                literal.CachedValue = ScriptValues.OfScalar(literal.Value);
                literal.Cached = true;
                break;
            default:
                MeterRounds(node);
                break;
        }

        return node;
    }

    private static void MeterRounds(SyntaxNode node)
    {
        switch (node)
        {
            case FunctionExpression { Body: BlockStatement body }:
                Meterize(body);
                break;
            case FunctionDeclaration { Body: BlockStatement body }:
                Meterize(body);
                break;
            case ForStatement loop:
                loop.Body = Metered(loop.Body);
                break;
            case ForInStatement loop:
                loop.Body = Metered(loop.Body);
                break;
            case WhileStatement loop:
                loop.Body = Metered(loop.Body);
                break;
            case DoWhileStatement loop:
                loop.Body = Metered(loop.Body);
                break;
        }
    }

    public static Regex WithTimeout(Regex regex) => new(regex.ToString(), regex.Options, RegexTimeout);

    private static CallExpression ReplaceRegExp(SyntaxNode place, string raw)
    {
        var end = raw.LastIndexOf('/');
        return Call(place, RegExp, Text(place, raw[1..end]), Text(place, raw[(end + 1)..]));
    }

    private static AstExpression ReplaceAssignment(
        AssignmentExpression assignment, string put, string compute, params AstExpression[] more)
    {
        if (assignment.Left is MemberExpression member)
            return Call(
                assignment,
                put,
                [
                    member.Object,
                    member.Computed || member.Property is not Identifier name
                        ? member.Property
                        : Text(member, name.Name),
                    assignment.Right,
                    .. more,
                ]);
        assignment.Operator = AssignmentOperator.Assign;
        assignment.Right = Call(assignment, compute, [assignment.Left, assignment.Right, .. more]);
        return assignment;
    }

    private static void Meterize(BlockStatement body) =>
        body.Body = new List<Statement>([MeterAt(body), .. body.Body]);

    private static BlockStatement Metered(Statement body) => new()
    {
        Type = SyntaxNodes.BlockStatement,
        Location = body.Location,
        Range = body.Range,
        Body = new List<Statement>([MeterAt(body), body]),
    };

    private static ExpressionStatement MeterAt(SyntaxNode place) => new()
    {
        Type = SyntaxNodes.ExpressionStatement,
        Location = place.Location,
        Range = place.Range,
        Expression = Call(place, Meter),
    };

    private static CallExpression Call(SyntaxNode place, string name, params AstExpression[] arguments) => new()
    {
        Type = SyntaxNodes.CallExpression,
        Location = place.Location,
        Range = place.Range,
        Callee = new Identifier
        {
            Type = SyntaxNodes.Identifier,
            Location = place.Location,
            Range = place.Range,
            Name = name,
        },
        Arguments = arguments,
        CanBeCached = false,
    };

    private static Literal Text(SyntaxNode place, string text) => new()
    {
        Type = SyntaxNodes.Literal,
        Location = place.Location,
        Range = place.Range,
        Value = text,
        Raw = text,
        Cached = true,
        CachedValue = ScriptValues.OfScalar(text),
    };

    private static MemberInfo[] MembersOf(Type type) =>
        [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is FieldInfo or PropertyInfo { CanRead: true, CanWrite: true })];

    private static object? Get(MemberInfo member, object node) =>
        member is FieldInfo field ? field.GetValue(node) : ((PropertyInfo)member).GetValue(node);

    private static void Set(MemberInfo member, object node, SyntaxNode child)
    {
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        if (!type.IsInstanceOfType(child))
            return;
        if (member is FieldInfo target)
            target.SetValue(node, child);
        else
            ((PropertyInfo)member).SetValue(node, child);
    }
}
