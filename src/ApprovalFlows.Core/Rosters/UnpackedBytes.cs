using System.IO.Compression;

namespace ApprovalFlows.Core.Rosters;

/// <summary>Unpacks the parts of an archive until they come to more than is allowed, whatever they claim.</summary>
internal sealed class UnpackedBytes
{
    private long left = SheetLimits.MaxUnpackedBytes;

    public Stream Open(ZipArchiveEntry part)
    {
        using var packed = part.Open();
        var content = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = packed.Read(chunk, 0, chunk.Length)) > 0)
        {
            left -= read;
            if (left < 0) throw RuleViolation.Invalid("file", "SheetUnreadable");
            content.Write(chunk, 0, read);
        }

        content.Position = 0;
        return content;
    }
}
