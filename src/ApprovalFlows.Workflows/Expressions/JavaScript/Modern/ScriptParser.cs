using System.Runtime.CompilerServices;
using Jint.Parser;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>Reads ECMAScript 2022 as far as it runs here; names are bound on the way.</summary>
internal sealed partial class ScriptParser
{
    public static readonly string[] RefusedGlobals = ["Symbol", "Promise", "Proxy", "Reflect", "BigInt", "WeakRef"];

    private const int MaxDepth = 400;

    private readonly Scanner scanner;
    private readonly List<Name> names = [];
    private readonly List<Scope> scopes = [];
    private Token token;
    private int lastEnd;
    private int depth;
    private Scope scope;
    private Surroundings around = new();

    private ScriptParser(string text)
    {
        scanner = new Scanner(text);
        token = scanner.ScanAt(0);
        scope = OpenScope(ScopeKind.Script);
    }

    /// <exception cref="ParserException">The text is no JavaScript.</exception>
    /// <exception cref="UnsupportedScriptException">It is, but does not run here.</exception>
    public static ParsedScript Parse(string text)
    {
        var parser = new ScriptParser(text);
        var body = parser.ParseStatements(TokenKind.End, "");
        parser.BindNames();
        return new ParsedScript(parser.scope, body);
    }

    // Names are bound at the end: functions and variables are known before their declaration.
    private void BindNames()
    {
        foreach (var name in names)
        {
            name.Binding = name.Scope.Find(name.Text, out var crossesFunction);
            name.CrossesFunction = crossesFunction;
            if (name.Binding is { } binding)
                binding.IsCaptured |= crossesFunction;
            else if (RefusedGlobals.Contains(name.Text))
                throw new UnsupportedScriptException($"'{name.Text}'", name.Line);
        }

        var number = 0;
        foreach (var binding in scopes.Where(one => one.Kind == ScopeKind.Block).SelectMany(one => one.Bindings))
            if (binding.IsLexical)
                binding.Code = $"{binding.Name}{Scanner.Mark}{++number}";
    }

    private Scope OpenScope(ScopeKind kind)
    {
        var opened = new Scope(scope, kind, around.Loops > 0) { Home = scope?.Home };
        scopes.Add(opened);
        return scope = opened;
    }

    private void CloseScope() => scope = scope.Parent!;

    private Token Next()
    {
        var taken = token;
        lastEnd = taken.End;
        token = scanner.ScanAt(taken.End);
        return taken;
    }

    private Token Peek() => scanner.ScanAt(token.End);

    private bool Take(string sign)
    {
        if (!token.Is(sign))
            return false;
        Next();
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!token.IsWord(word))
            return false;
        Next();
        return true;
    }

    private Token Expect(string sign) => token.Is(sign) ? Next() : throw Scanner.Unexpected(token);

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
            throw Scanner.Unexpected(token);
    }

    // A statement ends at a semicolon, a line break, a closing brace or the end.
    private void EndStatement()
    {
        if (Take(";") || token.Is("}") || token.Kind == TokenKind.End || token.AfterLineBreak)
            return;
        throw Scanner.Unexpected(token);
    }

    private string ExpectName()
    {
        if (token.Kind != TokenKind.Name || Words.IsReserved(token.Text))
            throw Scanner.Unexpected(token);
        return Next().Text;
    }

    private Name Refer(Token at, string text)
    {
        var name = new Name(at.Line, text, at.Start) { Scope = scope };
        names.Add(name);
        return name;
    }

    private Binding Declare(string name, BindingKind kind, Token at)
    {
        var target = kind == BindingKind.Var ? scope.Function : scope;
        return Redeclares(name, kind)
            ? throw Scanner.Error(at, $"Identifier '{name}' has already been declared")
            : target.Own(name)!;
    }

    private bool HidesVar(string name, Scope function)
    {
        for (var inner = scope; inner != function; inner = inner.Parent!)
            if (inner.Own(name)?.IsLexical == true)
                return true;
        return false;
    }

    private void Enter()
    {
        if (++depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Scanner.Error(token, $"The script is nested more than {MaxDepth} deep");
    }

    private static UnsupportedScriptException Refused(string construct, Token at) => new(construct, at.Line);

    /// <summary>What jumps may reach, and whether <c>in</c> is an operator here.</summary>
    private sealed record Surroundings
    {
        public int Loops { get; init; }

        public int Switches { get; init; }

        public bool IsInFunction { get; init; }

        public bool IsWithoutIn { get; init; }

        public IReadOnlyList<string> Labels { get; init; } = [];
    }
}

internal sealed record ParsedScript(Scope Scope, IReadOnlyList<Node> Body);
