using System.Collections.Frozen;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>All types of fields, one file each in this folder.</summary>
public static class FieldTypes
{
    private static readonly FrozenDictionary<string, IFieldType> s_types =
        Kinds.Of<IFieldType>(type => type.Name);

    public static IEnumerable<string> Names => s_types.Keys.Order(StringComparer.Ordinal);

    public static IFieldType? Find(string name) => s_types.GetValueOrDefault(name);
}
