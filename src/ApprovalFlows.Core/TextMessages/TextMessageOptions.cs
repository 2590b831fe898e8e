using System.ComponentModel.DataAnnotations;

namespace ApprovalFlows.Core.TextMessages;

public sealed class TextMessageOptions
{
    /// <summary>Whether people may ask for short messages; without a gateway nobody would get them.</summary>
    public bool Enabled { get; set; }

    /// <summary>A text is cut to this; a gateway charges by the part.</summary>
    [Range(20, 1000)]
    public int MaxLength { get; set; } = 140;
}
