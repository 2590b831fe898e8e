namespace ApprovalFlows.Core.Audit;

/// <summary>The canonical forms of an entry and of the head of a chain, version 1.</summary>
public static class EntryForm
{
    /// <summary>What the first entry of a case follows.</summary>
    public static string Genesis { get; } = new('0', 64);

    public static string HashOf(AuditEntry entry, string caseNumber) =>
        Of(entry, entry.CaseId, caseNumber, entry.Sequence).Hash();

    /// <summary>The entry as it would read at another place; finds out where it was moved from.</summary>
    public static CanonicalForm Of(AuditEntry entry, Guid caseId, string caseNumber, int sequence) =>
        new CanonicalForm("approval-flows/audit-entry/1")
            .With("case", caseId)
            .With("number", caseNumber)
            .With("sequence", sequence)
            .With("at", entry.At)
            .With("actorId", entry.ActorId)
            .With("actorName", entry.ActorName)
            .With("action", entry.Action)
            .With("reason", entry.Reason)
            .With("rule", entry.Rule)
            .With("status", entry.Status)
            .With("values", entry.ValuesSha256)
            .With("previous", entry.Previous);

    /// <summary>That the chain of a case has so many entries and ends with this hash.</summary>
    public static string HeadHash(Guid caseId, string caseNumber, int count, string? hash) =>
        new CanonicalForm("approval-flows/audit-head/1")
            .With("case", caseId)
            .With("number", caseNumber)
            .With("count", count)
            .With("hash", hash)
            .Hash();
}
