using System.Buffers.Binary;
using System.Buffers.Text;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// The place between two rows: the key of the row beside it. Rows that come or go elsewhere do not
/// move it, as they would move a page number.
/// </summary>
internal sealed record InboxCursor(InboxScope Scope, InboxSort Sort, bool Backwards, DateTimeOffset At, Guid Id)
{
    private const int Length = 3 + sizeof(long) + 16;

    public string Write()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)Scope;
        bytes[1] = (byte)Sort;
        bytes[2] = Backwards ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes[3..], At.UtcTicks);
        _ = Id.TryWriteBytes(bytes[11..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="RuleViolation">It is not a cursor of this view in this order.</exception>
    public static InboxCursor Read(string text, InboxScope scope, InboxSort sort)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var isRead = text.Length <= Length * 2 && text.All(char.IsAscii) && Base64Url.IsValid(text, out var length)
            && length == Length && Base64Url.TryDecodeFromChars(text, bytes, out _);
        var ticks = isRead ? BinaryPrimitives.ReadInt64BigEndian(bytes[3..]) : -1;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks || bytes[2] > 1
            || bytes[0] != (byte)scope || bytes[1] != (byte)sort)
            throw RuleViolation.Invalid("after", "CursorUnknown");
        return new InboxCursor(
            scope,
            sort,
            bytes[2] == 1,
            new DateTimeOffset(ticks, TimeSpan.Zero),
            new Guid(bytes[11..], bigEndian: true));
    }
}
