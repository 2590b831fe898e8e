using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ApprovalFlows.Core.Audit.Export;

/// <summary>Writes the files of an archive and remembers their hashes for its manifest.</summary>
internal sealed class ArchiveWriter(Stream stream, DateTimeOffset now) : IDisposable
{
    private readonly ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly Dictionary<string, string> files = [];

    public IReadOnlyDictionary<string, string> Files => files;

    public void Add<T>(string name, T content) =>
        Add(name, JsonSerializer.SerializeToUtf8Bytes(content, ArchiveNames.Format));

    public void Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public void Add(string name, byte[] content)
    {
        files[name] = Sha256.Of(content);
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = now;
        using var target = entry.Open();
        target.Write(content);
    }

    public void Dispose() => zip.Dispose();
}
