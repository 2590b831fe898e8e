using System.Text.Json;
using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Assessments;

/// <summary>The points an office gives for one criterion, and why not all of them.</summary>
public sealed record ScoreLine(string Criterion, int Points, string? Reason);

/// <summary>What one office scored. Never changed: a later version takes the place of an earlier one.</summary>
public sealed class ScoreSheet
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string Office { get; init; }
    public required int Version { get; init; }

    /// <summary>JSON: [{ criterion, points, reason }].</summary>
    public required string LinesText { get; init; }
    public required int Points { get; init; }
    public required Guid EnteredById { get; init; }
    public required string EnteredByName { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }

    public IReadOnlyList<ScoreLine> Lines =>
        JsonSerializer.Deserialize<List<ScoreLine>>(LinesText, JsonSerializerOptions.Web)!;

    internal sealed class Mapping : IEntityTypeConfiguration<ScoreSheet>
    {
        public void Configure(EntityTypeBuilder<ScoreSheet> builder)
        {
            builder.ToTable("ScoreSheets");
            builder.Property(sheet => sheet.Office).HasMaxLength(40);
            builder.Property(sheet => sheet.EnteredByName).HasMaxLength(200);
            builder.Ignore(sheet => sheet.Lines);
            builder.HasIndex(sheet => new { sheet.CaseId, sheet.Office, sheet.Version }).IsUnique();
            builder.HasOne<Case>().WithMany().HasForeignKey(sheet => sheet.CaseId);
        }
    }
}
