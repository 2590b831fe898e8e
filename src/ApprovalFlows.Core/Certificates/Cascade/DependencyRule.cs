using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Certificates.Cascade;

/// <summary>By what a paper finds those it rests on.</summary>
public enum DependencyScope
{
    /// <summary>The enterprise that both name.</summary>
    Enterprise,

    /// <summary>The worker that both name.</summary>
    Worker,

    /// <summary>Worker and enterprise.</summary>
    Employment,

    /// <summary>The agency that the child names holds the parent.</summary>
    Agent,
}

/// <summary>
/// Papers of the child kind count only while one of the parents does. Any of the parents will do; where none was
/// ever there, nothing was taken away and nothing is held up.
/// </summary>
public sealed record DependencyRule(
    string Child, IReadOnlyList<string> Parents, DependencyScope Scope, LocalText Why);

public static class DependencyRules
{
    public static IReadOnlyList<DependencyRule> All { get; } = Load();

    private static readonly ILookup<string, DependencyRule> s_ofChild = All.ToLookup(rule => rule.Child);

    public static IEnumerable<DependencyRule> Of(string kind) => s_ofChild[kind];

    public static IEnumerable<DependencyRule> On(string kind) => All.Where(rule => rule.Parents.Contains(kind));

    /// <summary>The kind and all that rests on it, directly or not.</summary>
    public static IReadOnlySet<string> Below(string kind)
    {
        var found = new HashSet<string> { kind };
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var parent))
        {
            foreach (var rule in On(parent).Where(rule => found.Add(rule.Child))) open.Enqueue(rule.Child);
        }

        return found;
    }

    private static IReadOnlyList<DependencyRule> Load()
    {
        var rules = SeedFile.Read<RuleFile>("Certificates/dependencies.json").Rules;
        var open = rules.ToList();
        while (open.RemoveAll(rule => rule.Parents.All(parent => open.All(other => other.Child != parent))) > 0)
        {
            // What rests only on what is free itself is free; a circle never becomes so.
        }

        return open.Count == 0 ? rules : throw new InvalidDataException($"{open[0].Child} rests on itself.");
    }

    private sealed record RuleFile(string Source, IReadOnlyList<DependencyRule> Rules);
}
