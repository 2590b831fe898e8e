using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Enterprises;

namespace ApprovalFlows.Core.Assessments;

/// <summary>
/// One enterprise in the cycle of a year. Who is assessed is fixed when the cycle opens; how far it has come
/// follows from its case (<see cref="AssessmentState"/>).
/// </summary>
public sealed class Assessment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required int Year { get; init; }
    public required Guid EnterpriseId { get; init; }

    /// <summary>Because of these papers it is assessed, as numbers with commas between.</summary>
    public required string Papers { get; init; }

    /// <summary>The case of the report; null until it came, or was opened without one.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>The firm let the time pass: it is assessed without a report.</summary>
    public bool IsUnreported { get; private set; }

    /// <summary>Whether the park scores its part.</summary>
    public bool IsInPark { get; private set; }

    /// <summary>The computed figures as JSON, as they were when the case was opened.</summary>
    public string? FiguresText { get; private set; }
    public string? Grade { get; private set; }

    /// <summary>Points in percent of those that could be had.</summary>
    public decimal? Percent { get; private set; }

    /// <summary>The day of publication; the period is counted from it.</summary>
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>Working days of the publicity.</summary>
    public int PublicityDays { get; private set; }
    public DateOnly? FinalOn { get; private set; }
    public int Revision { get; private set; } = 1;

    public Figures? Figures =>
        FiguresText is null ? null : JsonSerializer.Deserialize<Figures>(FiguresText, JsonSerializerOptions.Web);

    /// <summary>The report came, or its time has passed; a withdrawn case before it counts no longer.</summary>
    public void Begin(Guid caseId, bool isUnreported, bool isInPark, Figures figures)
    {
        (CaseId, IsUnreported, IsInPark) = (caseId, isUnreported, isInPark);
        FiguresText = JsonSerializer.Serialize(figures, JsonSerializerOptions.Web);
        (Grade, Percent) = (null, null);
        Revision++;
    }

    public void GiveGrade(string grade, decimal percent)
    {
        (Grade, Percent) = (grade, percent);
        Revision++;
    }

    /// <summary>The first publication counts: a changed result begins no second period.</summary>
    public bool Publish(DateOnly day, int workingDays)
    {
        if (PublishedOn is not null) return false;
        (PublishedOn, PublicityDays) = (day, workingDays);
        Revision++;
        return true;
    }

    public void Finish(DateOnly day)
    {
        FinalOn = day;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Assessment>
    {
        public void Configure(EntityTypeBuilder<Assessment> builder)
        {
            builder.ToTable("Assessments");
            builder.Property(row => row.Papers).HasMaxLength(400);
            builder.Property(row => row.Grade).HasMaxLength(1);
            builder.Property(row => row.Percent).HasPrecision(5, 1);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Figures);
            builder.HasIndex(row => new { row.Year, row.EnterpriseId }).IsUnique();
            builder.HasIndex(row => new { row.EnterpriseId, row.Year });
            builder.HasIndex(row => row.CaseId).IsUnique();
            builder.HasIndex(row => new { row.Year, row.Grade, row.Id });
            builder.HasIndex(row => row.PublishedOn)
                .HasFilter("\"PublishedOn\" IS NOT NULL AND \"FinalOn\" IS NULL");
            builder.HasOne<AssessmentCycle>().WithMany().HasForeignKey(row => row.Year);
            builder.HasOne<Enterprise>().WithMany().HasForeignKey(row => row.EnterpriseId);
            builder.HasOne<Case>().WithOne().HasForeignKey<Assessment>(row => row.CaseId);
        }
    }
}

/// <summary>How far an assessment has come.</summary>
public enum AssessmentState
{
    AwaitingReport,
    Scoring,
    Confirming,
    Publicity,
    Objection,
    Final,
}
