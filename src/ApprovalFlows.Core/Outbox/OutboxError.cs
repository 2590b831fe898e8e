using System.Globalization;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Outbox;

/// <summary>Why a message was not delivered, for those who look after the outbox.</summary>
public static class OutboxError
{
    /// <summary>Without the names of persons; null when nothing failed.</summary>
    public static string? Of(OutboxRow row, CultureInfo culture)
    {
        if (row.LastError is not { } error) return null;
        // Mails tell it as a sentence of ours, programs in their own words.
        var told = error.StartsWith("{\"key\":", StringComparison.Ordinal)
            ? SentenceText.Read(error).In(culture)
            : error;
        return MaskedValue.Text(told);
    }
}
