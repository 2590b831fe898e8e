using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Deadlines;

namespace ApprovalFlows.Core.Certificates;

/// <summary>
/// Whether somebody ended it. Expiry is no status, it follows from the dates; suspension follows from
/// <see cref="CertificateSuspension"/>s.
/// </summary>
public enum CertificateStatus
{
    Valid,
    Revoked,
    Cancelled,
    Surrendered,

    /// <summary>Another took its place: a replacement after loss, or a change.</summary>
    Replaced,

    /// <summary>A stay permit for one exit, after that exit [D§5].</summary>
    UsedUp,
}

/// <summary>
/// A paper that entitles somebody for some days: a certificate of ours, or one of others that was registered (a
/// border pass, a policy, an agreement).
/// </summary>
public sealed partial class Certificate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of our own kinds, unique; of others, unique with the issuer and the holder.</summary>
    public required string Number { get; init; }

    /// <summary>Two letters, those of the number where it is ours; see <see cref="CertificateKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Null for a paper that was registered without a case.</summary>
    public required Guid? CaseId { get; init; }

    /// <summary>The holder, or the employer of the worker who is.</summary>
    public required Guid? EnterpriseId { get; init; }

    /// <summary>The holder, where that is a person.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>The agency that sends the worker (劳务派遣), whose licence the paper rests on.</summary>
    public Guid? AgentId { get; init; }
    public required string HolderName { get; init; }

    /// <summary>Credit code of a firm; of a person nothing that would be personal.</summary>
    public required string HolderCode { get; init; }

    /// <summary>Blank where no office of ours issued it; then <see cref="IssuerName"/> says who did.</summary>
    public required string IssuerDepartmentCode { get; init; }
    public string IssuerName { get; init; } = "";
    public required string? FilingNumber { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly ValidTo { get; init; }

    /// <summary>What the paper says beyond its holder, as JSON: posts, headcount, work place.</summary>
    public required string Contents { get; init; }

    /// <summary>Codes of the areas it is limited to, with commas between; null for no limit.</summary>
    public string? AreaCodes { get; init; }

    /// <summary>The one that this renews, changes or replaces.</summary>
    public Guid? PreviousId { get; init; }
    public CertificateStatus Status { get; set; }

    /// <summary>The first day on which it no longer counts, where somebody ended it.</summary>
    public DateOnly? EndedOn { get; set; }
    public string? PdfSha256 { get; set; }
    public int Revision { get; private set; } = 1;
    public List<CertificateSuspension> Suspensions { get; init; } = [];
    public List<CertificateEntry> Entries { get; init; } = [];

    /// <summary>By itself, without what it rests on.</summary>
    public CertificateState StateOn(DateOnly day)
    {
        if (Status != CertificateStatus.Valid && (EndedOn is null || EndedOn <= day)) return EndedBy(Status);
        if (day < ValidFrom) return CertificateState.NotYetValid;
        if (day > LastDay) return CertificateState.Expired;
        return Suspensions.Exists(row => row.Covers(day)) ? CertificateState.Suspended : CertificateState.Valid;
    }

    /// <summary>The last day by the paper itself; a stay ends after 180 days whatever is printed [D§5].</summary>
    public DateOnly LastDay => Kind == CertificateKinds.Stay ? StayPeriod.LastDay(ValidFrom, ValidTo) : ValidTo;

    /// <summary>The days on which <see cref="StateOn"/> says valid.</summary>
    public DaySet OwnDays()
    {
        if (IsEnded && EndedOn is null) return DaySet.Empty;
        var last = IsEnded && EndedOn <= LastDay ? EndedOn.Value.AddDays(-1) : LastDay;
        var suspended = Suspensions.Select(row => DaySet.Of(row.From, row.Until?.AddDays(-1) ?? DateOnly.MaxValue));
        return DaySet.Of(ValidFrom, last).Except(DaySet.UnionOf(suspended));
    }

    private static CertificateState EndedBy(CertificateStatus status) => status switch
    {
        CertificateStatus.Revoked => CertificateState.Revoked,
        CertificateStatus.Surrendered => CertificateState.Surrendered,
        CertificateStatus.Replaced => CertificateState.Replaced,
        CertificateStatus.UsedUp => CertificateState.UsedUp,
        _ => CertificateState.Cancelled,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Certificate>
    {
        public void Configure(EntityTypeBuilder<Certificate> builder)
        {
            builder.Property(paper => paper.Number).HasMaxLength(40);
            builder.Property(paper => paper.Kind).HasMaxLength(2);
            builder.Property(paper => paper.HolderName).HasMaxLength(100);
            builder.Property(paper => paper.HolderCode).HasMaxLength(20);
            builder.Property(paper => paper.IssuerDepartmentCode).HasMaxLength(40);
            builder.Property(paper => paper.IssuerName).HasMaxLength(100);
            builder.Property(paper => paper.FilingNumber).HasMaxLength(60);
            builder.Property(paper => paper.AreaCodes).HasMaxLength(200);
            builder.Property(paper => paper.PdfSha256).HasMaxLength(64);
            builder.Property(paper => paper.Revision).IsConcurrencyToken();
            builder.HasIndex(paper => paper.Number).IsUnique().HasFilter("\"IssuerDepartmentCode\" <> ''");
            builder.HasIndex(paper => new { paper.Kind, paper.IssuerName, paper.Number, paper.WorkerId }).IsUnique();
            builder.HasIndex(paper => new { paper.Number, paper.Kind });
            builder.HasIndex(paper => paper.CaseId);
            builder.HasIndex(paper => new { paper.WorkerId, paper.Kind });
            builder.HasIndex(paper => new { paper.EnterpriseId, paper.Kind, paper.ValidTo });
            builder.HasIndex(paper => new { paper.AgentId, paper.Kind });
            builder.HasIndex(paper => new { paper.Kind, paper.ValidTo, paper.Id });
            builder.HasIndex(paper => new { paper.Kind, paper.ValidFrom, paper.Id });
            builder.HasIndex(paper => new { paper.ValidTo, paper.Id });
            builder.HasIndex(paper => new { paper.EndedOn, paper.Id }).HasFilter("\"EndedOn\" IS NOT NULL");
            builder.HasMany(paper => paper.Suspensions).WithOne().HasForeignKey(row => row.CertificateId);
            builder.HasMany(paper => paper.Entries).WithOne().HasForeignKey(entry => entry.CertificateId);
        }
    }
}

public enum CertificateState
{
    Valid,
    NotYetValid,
    Expired,
    Suspended,
    Revoked,
    Cancelled,
    Surrendered,
    Replaced,
    UsedUp,

    /// <summary>It stands itself, but one that it rests on does not; never by itself.</summary>
    Held,
}
