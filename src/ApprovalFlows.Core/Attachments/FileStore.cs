namespace ApprovalFlows.Core.Attachments;

/// <summary>Keeps bytes under their SHA-256, outside of anything a web server serves.</summary>
public sealed class FileStore(string directory)
{
    // Longer than anybody takes between the bytes and the commit of the row that names them.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public async Task SaveAsync(
        string sha256, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        var path = PathOf(sha256);
        if (TryTouch(path)) return;
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

    /// <summary>
    /// Forgets bytes that no row names. What somebody has just handed in again stays: it is taken away first and
    /// looked at then, so that whoever comes in between finds nothing and writes it anew.
    /// </summary>
    public void Erase(string sha256)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path)) return;
        var aside = $"{path}.{Guid.CreateVersion7():N}.tmp";
        File.Move(path, aside);
        if (TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(aside) < Fresh)
            File.Move(aside, path, overwrite: true);
        else File.Delete(aside);
    }

    public Stream Open(string sha256) => File.OpenRead(PathOf(sha256));

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    private static bool TryTouch(string path)
    {
        try
        {
            if (!File.Exists(path)) return false;
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private string PathOf(string sha256) => Path.Combine(directory, sha256[..2], sha256[2..4], sha256);
}
