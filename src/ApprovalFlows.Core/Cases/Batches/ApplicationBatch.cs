using System.Text.Json;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>
/// The same matter for many workers: every row is checked before anything is sent, and what is sent becomes a case
/// of its own, in one commit with what the row says of it.
/// </summary>
public sealed class ApplicationBatch
{
    public const int MaxRows = 500;

    /// <summary>As many as one person may have under way.</summary>
    public const int MaxRunning = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OwnerId { get; init; }
    public required Guid EnterpriseId { get; init; }
    public required string Flow { get; init; }

    /// <summary>Null where the workers were ticked in the register or named by a program.</summary>
    public string? FileName { get; init; }

    /// <summary>Names of the fields that the rows give, as JSON.</summary>
    public required string Columns { get; init; }

    /// <summary>Values that all rows have in common, as JSON.</summary>
    public required string SharedValues { get; init; }

    /// <summary>Files that all rows have in common, slot to ids, as JSON.</summary>
    public required string Attachments { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>When somebody asked for the good rows to be sent.</summary>
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public List<ApplicationRow> Rows { get; init; } = [];

    /// <summary>What all rows have in common, as it was filled in.</summary>
    public Submission ReadShared() => new(
        JsonElement.Parse(SharedValues),
        JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<Guid>>>(Attachments, JsonText.Readable)!);

    internal sealed class Mapping : IEntityTypeConfiguration<ApplicationBatch>
    {
        public void Configure(EntityTypeBuilder<ApplicationBatch> builder)
        {
            builder.Property(batch => batch.Flow).HasMaxLength(100);
            builder.Property(batch => batch.FileName).HasMaxLength(200);
            builder.HasIndex(batch => batch.StartedAt).HasFilter("\"FinishedAt\" IS NULL");
            builder.HasIndex(batch => new { batch.EnterpriseId, batch.StartedAt });
            builder.HasMany(batch => batch.Rows).WithOne().HasForeignKey(row => row.BatchId);
        }
    }
}
