using System.Collections.Frozen;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>All kinds of rules, one file each in this folder.</summary>
public static class FormRules
{
    private static readonly FrozenDictionary<string, IFormRule> s_rules =
        Kinds.Of<IFormRule>(rule => rule.Kind);

    public static IEnumerable<string> Names => s_rules.Keys.Order(StringComparer.Ordinal);

    public static IFormRule? Find(string kind) => s_rules.GetValueOrDefault(kind);
}
