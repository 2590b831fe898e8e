namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

internal enum ScopeKind
{
    Script,
    Block,
    Function,
    Arrow,
    DerivedConstructor,
}

internal enum BindingKind
{
    Var,
    Let,
    Const,
    Parameter,
    Self,
}

/// <summary>A name and what is known about it once the whole script has been read.</summary>
internal sealed class Binding(string name, BindingKind kind, Scope scope)
{
    public string Name { get; } = name;

    public BindingKind Kind { get; set; } = kind;

    public Scope Scope => scope;

    /// <summary>Where in the script the name has its value; before, it must not be read.</summary>
    public int ReadyAt { get; set; }

    /// <summary>A function inside the scope of the name mentions it.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>How the name is written in the emitted script.</summary>
    public string Code { get; set; } = name;

    public bool IsLexical => Kind is BindingKind.Let or BindingKind.Const;
}

/// <summary>A part of a script with names of its own.</summary>
internal sealed class Scope(Scope? parent, ScopeKind kind, bool isRepeated)
{
    private readonly Dictionary<string, Binding> names = new(StringComparer.Ordinal);

    public Scope? Parent { get; set; } = parent;

    public ScopeKind Kind => kind;

    /// <summary>A loop of the same function surrounds the scope: every round has its own names.</summary>
    public bool IsRepeated => isRepeated;

    /// <summary>Arrow functions inside mention <c>this</c>.</summary>
    public bool LendsThis { get; set; }

    /// <summary>Arrow functions inside mention <c>arguments</c>.</summary>
    public bool LendsArguments { get; set; }

    /// <summary>The class the scope belongs to, for <c>super</c>.</summary>
    public ClassHome? Home { get; set; }

    public IEnumerable<Binding> Bindings => names.Values;

    public Scope Function
    {
        get
        {
            var scope = this;
            while (scope.Kind == ScopeKind.Block)
                scope = scope.Parent!;
            return scope;
        }
    }

    /// <summary>The function whose <c>this</c> and <c>arguments</c> are seen here.</summary>
    public Scope Owner
    {
        get
        {
            var scope = Function;
            while (scope.Kind == ScopeKind.Arrow)
                scope = scope.Parent!.Function;
            return scope;
        }
    }

    public Binding? Own(string name) => names.GetValueOrDefault(name);

    /// <summary>The binding, or null when the name is taken.</summary>
    public Binding? Declare(string name, BindingKind kind)
    {
        if (!names.TryGetValue(name, out var taken) || taken.Kind == BindingKind.Self)
            return names[name] = new Binding(name, kind, this);
        return taken.IsLexical || kind is BindingKind.Let or BindingKind.Const ? null : taken;
    }

    public Binding? Find(string name, out bool crossesFunction)
    {
        crossesFunction = false;
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.names.TryGetValue(name, out var binding))
                return binding;
            crossesFunction |= scope.Kind is not (ScopeKind.Block or ScopeKind.Script);
        }

        return null;
    }
}

/// <summary>The names under which the methods of a class find its two objects.</summary>
internal sealed record ClassHome(string Instance, string Constructor)
{
    public string Of(bool isStatic) => isStatic ? Constructor : Instance;
}
