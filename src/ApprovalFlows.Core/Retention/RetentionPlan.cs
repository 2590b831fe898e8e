namespace ApprovalFlows.Core.Retention;

/// <summary>What is kept for a time only.</summary>
public enum KeptKind
{
    /// <summary>Applications that somebody began and never sent.</summary>
    Drafts,
    OpinionDrafts,

    /// <summary>What came of each row of a list; what was registered stays in the register.</summary>
    RosterUploads,

    /// <summary>Batches that are finished or were never sent; the cases stay.</summary>
    ApplicationBatches,

    /// <summary>Files that were handed in and belong to no case.</summary>
    UnusedFiles,

    /// <summary>Mails and requests that were delivered or given up for good.</summary>
    Deliveries,
    RequestKeys,

    /// <summary>What physicians found; the certificate, which says fit, stays.</summary>
    HealthResults,

    /// <summary>Name and contact of whoever of the public objected; the objection and its answer stay.</summary>
    Objectors,
}

/// <param name="Key">What is erased.</param>
/// <param name="Months">How long it is kept.</param>
/// <param name="Source">The rule; (I) marks a period that no rule fixes.</param>
public sealed record KeptFor(KeptKind Key, int Months, string Source)
{
    public DateTimeOffset Before(DateTimeOffset now) => now.AddMonths(-Months);
}

/// <summary>How long personal data is kept that is in no case file and no register (个人信息保护法 §47).</summary>
public sealed record RetentionPlan(IReadOnlyList<KeptFor> Kinds)
{
    public static RetentionPlan Seed { get; } = Read();

    /// <summary>How many months something is kept.</summary>
    public static int MonthsOf(KeptKind kind) => Seed.Kinds.Single(kept => kept.Key == kind).Months;

    // Whoever may still name a file has to be gone before the file.
    private static RetentionPlan Read()
    {
        var plan = SeedFile.Read<RetentionPlan>("Retention/retention.json");
        var files = plan.Kinds.Single(kind => kind.Key == KeptKind.UnusedFiles).Months;
        var named = plan.Kinds.Where(kind => kind.Key is KeptKind.Drafts or KeptKind.ApplicationBatches);
        return named.All(kind => kind.Months < files)
            ? plan
            : throw new InvalidOperationException("Unused files have to be kept longer than drafts and batches.");
    }
}
