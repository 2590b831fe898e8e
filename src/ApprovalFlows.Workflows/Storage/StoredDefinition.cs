using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ApprovalFlows.Workflows.Storage;

/// <summary>
/// One version of a workflow definition as a store keeps it. <see cref="Json"/> is the definition
/// as Elsa 3 writes it, unknown properties included. At most one version of a definition is the
/// latest and at most one is published (Elsa: WorkflowDefinitionPublisher.cs).
/// </summary>
public sealed class StoredDefinition
{
    public required string VersionId { get; set; }
    public required string DefinitionId { get; set; }
    public required int Version { get; set; }
    public string? Name { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }

    /// <summary>Instances may run on a version that was published once: it is never edited again.</summary>
    public bool WasPublished { get; set; }
    public required string Json
    {
        get;
        set
        {
            field = value;
            ContentHash = HashOf(value);
        }
    }

    /// <summary>Tells whether two texts are one; null in rows older than this column.</summary>
    public string? ContentHash { get; private set; }

    /// <summary>SHA-256 (hex) of the file this version was read from; null when it was not read from a file.</summary>
    public string? FileHash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string? CreatedBy { get; set; }

    private static string HashOf(string json) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(json.AsSpan())));
}

/// <summary>What a burst has to know of a version whose graph is compiled already.</summary>
public sealed record DefinitionHead(string VersionId, string DefinitionId, int Version, string? ContentHash)
{
    public static DefinitionHead Of(StoredDefinition definition) => new(
        definition.VersionId, definition.DefinitionId, definition.Version, definition.ContentHash);
}

/// <summary>Which version of a definition is meant.</summary>
public readonly record struct VersionOptions(int? Number, bool OnlyPublished)
{
    public static VersionOptions Published => new(null, true);
    public static VersionOptions Latest => new(null, false);
    public static VersionOptions Specific(int number) => new(number, false);
}
