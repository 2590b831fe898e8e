using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>The journal entries of one burst; one row per burst keeps a commit small.</summary>
public sealed class JournalPage
{
    public required string InstanceId { get; init; }
    public required long FirstSequence { get; init; }
    public required long LastSequence { get; init; }
    public required string Entries { get; init; }

    public static JournalPage Of(string instanceId, IReadOnlyList<JournalEntry> entries) => new()
    {
        InstanceId = instanceId,
        FirstSequence = entries[0].Sequence,
        LastSequence = entries[^1].Sequence,
        Entries = JsonSerializer.Serialize(entries, JournalJson.Default.IReadOnlyListJournalEntry),
    };

    public IReadOnlyList<JournalEntry> Read() =>
        JsonSerializer.Deserialize(Entries, JournalJson.Default.IReadOnlyListJournalEntry)!;

    internal sealed class Mapping : IEntityTypeConfiguration<JournalPage>
    {
        public void Configure(EntityTypeBuilder<JournalPage> builder)
        {
            builder.HasKey(page => new { page.InstanceId, page.FirstSequence });
            builder.Property(page => page.InstanceId).HasMaxLength(60);
        }
    }
}

[JsonSerializable(typeof(IReadOnlyList<JournalEntry>))]
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class JournalJson : JsonSerializerContext;

internal sealed class StoredDefinitionMapping : IEntityTypeConfiguration<StoredDefinition>
{
    public void Configure(EntityTypeBuilder<StoredDefinition> builder)
    {
        builder.HasKey(definition => definition.VersionId);
        builder.Property(definition => definition.VersionId).HasMaxLength(60);
        builder.Property(definition => definition.DefinitionId).HasMaxLength(100);
        builder.Property(definition => definition.Name).HasMaxLength(200);
        builder.Property(definition => definition.FileHash).HasMaxLength(64);
        builder.Property(definition => definition.CreatedBy).HasMaxLength(100);
        builder.Property(definition => definition.ContentHash).HasMaxLength(64);
        builder.HasIndex(definition => new { definition.DefinitionId, definition.Version }).IsUnique();
    }
}

internal sealed class StoredInstanceMapping : IEntityTypeConfiguration<StoredInstance>
{
    public void Configure(EntityTypeBuilder<StoredInstance> builder)
    {
        builder.Property(instance => instance.Id).HasMaxLength(60);
        builder.Property(instance => instance.DefinitionId).HasMaxLength(100);
        builder.Property(instance => instance.VersionId).HasMaxLength(60);
        builder.Property(instance => instance.Name).HasMaxLength(200);
        builder.Property(instance => instance.CorrelationId).HasMaxLength(200);
        builder.Property(instance => instance.ParentInstanceId).HasMaxLength(60);
        builder.Property(instance => instance.Revision).IsConcurrencyToken();
        builder.HasIndex(instance => new { instance.DefinitionId, instance.Status, instance.CreatedAt });
        builder.HasIndex(instance => instance.CorrelationId);
        builder.HasIndex(instance => instance.ParentInstanceId);
    }
}

internal sealed class StoredBookmarkMapping : IEntityTypeConfiguration<StoredBookmark>
{
    public void Configure(EntityTypeBuilder<StoredBookmark> builder)
    {
        builder.Property(bookmark => bookmark.Id).HasMaxLength(60);
        builder.Property(bookmark => bookmark.InstanceId).HasMaxLength(60);
        builder.Property(bookmark => bookmark.ActivityId).HasMaxLength(100);
        builder.Property(bookmark => bookmark.ActivityInstanceId).HasMaxLength(60);
        builder.Property(bookmark => bookmark.Name).HasMaxLength(200);
        builder.Property(bookmark => bookmark.Hash).HasMaxLength(64);
        builder.Property(bookmark => bookmark.CorrelationId).HasMaxLength(200);
        builder.HasIndex(bookmark => bookmark.Hash);
        builder.HasIndex(bookmark => bookmark.InstanceId);
        builder.HasIndex(bookmark => bookmark.Name);
        builder.HasIndex(bookmark => bookmark.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
    }
}

internal sealed class StoredTriggerMapping : IEntityTypeConfiguration<StoredTrigger>
{
    public void Configure(EntityTypeBuilder<StoredTrigger> builder)
    {
        builder.Property(trigger => trigger.Id).HasMaxLength(60);
        builder.Property(trigger => trigger.DefinitionId).HasMaxLength(100);
        builder.Property(trigger => trigger.VersionId).HasMaxLength(60);
        builder.Property(trigger => trigger.ActivityId).HasMaxLength(100);
        builder.Property(trigger => trigger.Name).HasMaxLength(200);
        builder.Property(trigger => trigger.Hash).HasMaxLength(64);
        builder.HasIndex(trigger => trigger.Hash);
        builder.HasIndex(trigger => trigger.DefinitionId);
        builder.HasIndex(trigger => trigger.Name);
    }
}
