using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.HealthChecks;

/// <summary>
/// What a physician found: sensitive data (个人信息保护法 §28). It lies apart from the case, so that no page about the
/// case can show it by accident; other offices learn fit or unfit only.
/// </summary>
public sealed class HealthResult
{
    public const int ItemsMax = 8000;

    public required Guid CaseId { get; init; }

    /// <summary>JSON: [{ code, value, unit, range, flag }].</summary>
    public required string Items { get; set; }
    public required Guid RecordedById { get; set; }
    public required DateTimeOffset RecordedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<HealthResult>
    {
        public void Configure(EntityTypeBuilder<HealthResult> builder)
        {
            builder.HasKey(result => result.CaseId);
            builder.Property(result => result.Items).HasMaxLength(ItemsMax);
            builder.HasOne<Case>().WithOne().HasForeignKey<HealthResult>(result => result.CaseId);
        }
    }
}
