namespace ApprovalFlows.Core.Attachments;

/// <summary>A kind of file that may be handed in, known by its first bytes and its name.</summary>
public sealed record FileKind(string ContentType, IReadOnlyList<string> Extensions, byte[] Signature)
{
    private static readonly FileKind[] All =
    [
        new("application/pdf", [".pdf"], "%PDF-"u8.ToArray()),
        new("image/png", [".png"], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        new("image/jpeg", [".jpg", ".jpeg"], [0xFF, 0xD8, 0xFF]),
    ];

    public static IEnumerable<string> AllExtensions => All.SelectMany(kind => kind.Extensions);

    /// <summary>The kind the content really is; null when it is none that is taken.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> content)
    {
        foreach (var kind in All)
        {
            if (content.StartsWith(kind.Signature)) return kind;
        }

        return null;
    }

    public bool Fits(string fileName) =>
        Extensions.Contains(Path.GetExtension(fileName).ToLowerInvariant());
}
