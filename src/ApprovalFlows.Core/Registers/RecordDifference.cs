using System.Text.Json;

namespace ApprovalFlows.Core.Registers;

/// <summary>The fields of a record that differ: before and after.</summary>
public sealed class RecordDifference
{
    public Dictionary<string, string?[]> Fields { get; } = [];

    public bool IsEmpty => Fields.Count == 0;

    /// <summary>Notes the field where it changed; answers whether it did.</summary>
    public bool Note(string field, string? before, string? after)
    {
        if ((before ?? "") == (after ?? "")) return false;
        Fields[field] = [before, after];
        return true;
    }

    public string Write() => JsonSerializer.Serialize(Fields, JsonText.Readable);

    public static IReadOnlyDictionary<string, string?[]> Read(string? json) =>
        json is null ? new Dictionary<string, string?[]>()
            : JsonSerializer.Deserialize<Dictionary<string, string?[]>>(json, JsonText.Readable) ?? [];
}
