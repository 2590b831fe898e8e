using System.Collections.Frozen;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>All kinds of facts, one file each in this folder.</summary>
public static class FactRules
{
    private static readonly FrozenDictionary<string, IFactRule> Rules = Kinds.Of<IFactRule>(rule => rule.Kind);

    public static IEnumerable<string> Names => Rules.Keys.Order(StringComparer.Ordinal);

    public static IFactRule? Find(string kind) => Rules.GetValueOrDefault(kind);
}
