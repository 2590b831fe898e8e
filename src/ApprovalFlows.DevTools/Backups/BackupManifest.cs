using System.Text.Json;
using ApprovalFlows.Core;

namespace ApprovalFlows.DevTools.Backups;

/// <summary>What a backup holds. Attachments are named by their content, so they need no entry of their own.</summary>
/// <param name="Format">Tells a later version how to read it.</param>
/// <param name="Database">Of which kind the copy is; it goes back into the same kind only.</param>
/// <param name="Migration">The schema of the copy; a program of that schema or a later one reads it.</param>
/// <param name="Attachments">How many files lie in <c>attachments</c>.</param>
/// <param name="Files">SHA-256 of everything else, by path.</param>
internal sealed record BackupManifest(
    string Format,
    DateTimeOffset CreatedAt,
    DatabaseKind Database,
    string Migration,
    long Attachments,
    IReadOnlyDictionary<string, string> Files)
{
    public const string CurrentFormat = "approval-flows/backup/1";
    private const string FileName = "manifest.json";
    private static readonly JsonSerializerOptions Layout = new(JsonText.Readable) { WriteIndented = true };

    public Task WriteAsync(string folder) => File.WriteAllTextAsync(
        Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Layout));

    /// <exception cref="FormatException">The folder holds no finished backup of a known format.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new FormatException($"'{folder}' holds no finished backup: {FileName} is missing.");
        try
        {
            var read = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllTextAsync(path), Layout);
            return read?.Format == CurrentFormat
                ? read
                : throw new FormatException($"'{path}' is of the unknown format '{read?.Format}'.");
        }
        catch (JsonException failure)
        {
            throw new FormatException($"'{path}' is damaged: {failure.Message}", failure);
        }
    }

    /// <exception cref="FormatException">A file is missing or is not what was written.</exception>
    public async Task MustMatchAsync(string folder)
    {
        foreach (var (path, expected) in Files)
        {
            var full = Path.Combine(folder, path);
            if (!File.Exists(full)) throw new FormatException($"'{path}' is missing in the backup.");
            if (await StoredFiles.HashAsync(full) != expected)
                throw new FormatException($"'{path}' is not what the backup wrote.");
        }
    }
}
