using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Whose name a paper bears, and the credit code where that is a firm.</summary>
public sealed record PaperHolder(string Name, string Code);

/// <summary>
/// Names the holder as the paper will: a worker as in the machine-readable zone of the documents, without any
/// number, a firm with its credit code.
/// </summary>
public sealed class PaperHolders(AppDbContext db)
{
    public async Task<PaperHolder> OfAsync(
        Guid? workerId, Guid? enterpriseId, CancellationToken cancellation = default)
    {
        if (workerId is { } person)
        {
            var worker = await db.Workers.FindAsync([person], cancellation)
                ?? throw RuleViolation.NotFound("PaperHolderUnknown");
            return new PaperHolder(worker.NameLatin, "");
        }

        var firm = await db.Enterprises.FindAsync([enterpriseId ?? Guid.Empty], cancellation)
            ?? throw RuleViolation.NotFound("PaperHolderUnknown");
        return new PaperHolder(firm.Name, firm.UnifiedSocialCreditCode);
    }
}
