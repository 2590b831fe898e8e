namespace ApprovalFlows.Core.Attachments;

/// <summary>Keeps bytes under their SHA-256, outside of anything a web server serves.</summary>
public sealed class FileStore(string directory)
{
    public async Task SaveAsync(
        string sha256, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        var path = PathOf(sha256);
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.CreateVersion7():N}.tmp";
        await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            await stream.WriteAsync(content, cancellation);
            stream.Flush(flushToDisk: true);
        }

        // A crash before this line leaves a stray .tmp, never half a file under a hash.
        File.Move(unfinished, path, overwrite: true);
    }

    public Stream Open(string sha256) => File.OpenRead(PathOf(sha256));

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    private string PathOf(string sha256) => Path.Combine(directory, sha256[..2], sha256[2..4], sha256);
}
