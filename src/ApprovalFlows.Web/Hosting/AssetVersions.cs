using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace ApprovalFlows.Web.Hosting;

/// <summary>Adds a hash of the content to the address of a file, so that it may be cached for good.</summary>
public sealed class AssetVersions(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();

    public string this[string path]
    {
        get
        {
            var file = environment.WebRootFileProvider.GetFileInfo(path);
            if (!file.Exists) return path;
            var known = entries.GetValueOrDefault(path);
            if (known is null || known.Modified != file.LastModified)
            {
                known = entries[path] = new Entry(file.LastModified, Hash(file));
            }
            return $"{path}?v={known.Hash}";
        }
    }

    private static string Hash(IFileInfo file)
    {
        using var content = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
    }

    private sealed record Entry(DateTimeOffset Modified, string Hash);
}
