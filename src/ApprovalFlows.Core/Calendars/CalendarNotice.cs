namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// The arrangement of a region and year as an administrator loaded it. Never changed: a correction is
/// the next version, so that what applied when stays known. Version 1 comes with the program, if any.
/// </summary>
public sealed class CalendarNotice
{
    public const int MaxSourceLength = 200;
    public const int MaxReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Region { get; init; }
    public required int Year { get; init; }
    public required int Version { get; init; }

    /// <summary>Number of the document that announced it.</summary>
    public required string Source { get; init; }

    /// <summary>The days as JSON, in the form of the files under Data.</summary>
    public required string Body { get; init; }
    public required DateTimeOffset LoadedAt { get; init; }
    public required Guid LoadedById { get; init; }
    public required string LoadedByName { get; init; }

    /// <summary>Why it was loaded; a correction cannot do without.</summary>
    public string? Reason { get; init; }

    /// <summary>The version that applied until then; null for the first notice of a year.</summary>
    public int? Replaces { get; init; }

    public CalendarYear ToYear() => SeedFile.Parse<CalendarYear>(Body);

    internal sealed class Mapping : IEntityTypeConfiguration<CalendarNotice>
    {
        public void Configure(EntityTypeBuilder<CalendarNotice> builder)
        {
            builder.ToTable("CalendarNotices");
            builder.Property(notice => notice.Region).HasMaxLength(4);
            builder.Property(notice => notice.Source).HasMaxLength(MaxSourceLength);
            builder.Property(notice => notice.LoadedByName).HasMaxLength(100);
            builder.Property(notice => notice.Reason).HasMaxLength(MaxReasonLength);
            builder.HasIndex(notice => new { notice.Region, notice.Year, notice.Version }).IsUnique();
        }
    }
}
