using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Core.Tests.Watchers;

/// <summary>Papers as the registers make them, each with its entry.</summary>
internal static class Papers
{
    private static int s_serial;

    public static Certificate Of(
        string kind, Guid? worker, Guid? firm, DateOnly from, DateOnly to, DateTimeOffset now, int headcount = 0)
    {
        var paper = new Certificate
        {
            Number = $"{kind}{Interlocked.Increment(ref s_serial):000000}",
            Kind = kind,
            CaseId = null,
            EnterpriseId = firm,
            WorkerId = worker,
            HolderName = "NGUYEN THI MAU",
            HolderCode = "",
            IssuerDepartmentCode = "",
            IssuerName = "test",
            FilingNumber = null,
            IssuedAt = now,
            ValidFrom = from,
            ValidTo = to,
            Contents = $$"""{"headcount":{{headcount}}}""",
        };
        paper.Note(Certificate.RegisteredAct, Act(from, now));
        return paper;
    }

    public static CertificateAct Act(DateOnly from, DateTimeOffset now) => new(Actor.System, from, "test", null, now);
}
