using System.Security.Cryptography;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.DevTools.Backups;

/// <summary>Files under <c>attachments</c>, each named by the SHA-256 of its content.</summary>
internal sealed class StoredFiles(string root)
{
    public const string Folder = "attachments";

    /// <summary>Every file the database speaks of: what people handed in, and printed certificates.</summary>
    public static IQueryable<string> NamesIn(AppDbContext db) =>
        db.Attachments.Select(file => file.Sha256)
            .Union(db.Certificates.Where(paper => paper.PdfSha256 != null).Select(paper => paper.PdfSha256!));

    public static async Task<string> HashAsync(string path)
    {
        await using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    public async Task<bool> IsWholeAsync(string name) => await HashAsync(PathOf(name)) == name;

    public void CopyTo(StoredFiles other, string name)
    {
        var target = other.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(PathOf(name), target);
    }

    /// <summary>What lies there, unfinished uploads left out.</summary>
    public IEnumerable<string> Names() => Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName).OfType<string>().Where(name => !name.Contains('.'))
        : [];

    private string PathOf(string name) => Path.Combine(root, name[..2], name[2..4], name);
}
