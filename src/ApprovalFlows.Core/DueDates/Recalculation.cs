namespace ApprovalFlows.Core.DueDates;

/// <summary>
/// The order to work out again all open dates of some regions, and how far it has come. It goes
/// through the tasks by their ids; each batch is committed together with the place it reached, so
/// that after a kill it goes on from there.
/// </summary>
public sealed class Recalculation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Region { get; init; }
    public required int Year { get; init; }
    public required int NoticeVersion { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Open tasks when it was ordered; those opened meanwhile are looked at too.</summary>
    public required int Total { get; init; }
    public int Looked { get; private set; }
    public int Moved { get; private set; }
    public Guid Reached { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public int Revision { get; private set; } = 1;

    public void Advance(int looked, int moved, Guid reached)
    {
        Looked += looked;
        Moved += moved;
        Reached = reached;
        Revision++;
    }

    public void Finish(DateTimeOffset now)
    {
        FinishedAt = now;
        Revision++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Recalculation>
    {
        public void Configure(EntityTypeBuilder<Recalculation> builder)
        {
            builder.ToTable("Recalculations");
            builder.Property(run => run.Region).HasMaxLength(4);
            builder.Property(run => run.Source).HasMaxLength(Calendars.CalendarNotice.MaxSourceLength);
            builder.Property(run => run.Revision).IsConcurrencyToken();
            builder.HasIndex(run => run.FinishedAt);
        }
    }
}
