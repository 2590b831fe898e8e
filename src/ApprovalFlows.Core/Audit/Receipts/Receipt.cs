using System.Text.Json;
using ApprovalFlows.Core.Audit.Anchors;

namespace ApprovalFlows.Core.Audit.Receipts;

/// <summary>
/// What the person who acted may keep: the signed entry and, once it is anchored, the way from it to the
/// signed root. It can be checked without the system, also after the system has lost the entry.
/// </summary>
public sealed record Receipt(string Form, string CaseNumber, AuditEntry Entry, ReceiptAnchor? Anchor)
{
    public const string CurrentForm = "approval-flows/receipt/1";

    public static JsonSerializerOptions Format { get; } = new(JsonText.Readable)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="FormatException">It is no receipt.</exception>
    public static Receipt Parse(string json)
    {
        try
        {
            var receipt = JsonSerializer.Deserialize<Receipt>(json, Format);
            return receipt?.Form == CurrentForm ? receipt : throw new FormatException("It is no receipt.");
        }
        catch (JsonException failure)
        {
            throw new FormatException($"It is no receipt: {failure.Message}", failure);
        }
    }
}

/// <param name="Anchor">The signed anchor.</param>
/// <param name="First">Number of the first entry of the case that it covers.</param>
/// <param name="Hashes">Hashes of the entries it covers, from there on.</param>
/// <param name="Path">From the leaf of the case to the root of the anchor.</param>
public sealed record ReceiptAnchor(
    AuditAnchor Anchor, int First, IReadOnlyList<string> Hashes, IReadOnlyList<MerkleStep> Path);
