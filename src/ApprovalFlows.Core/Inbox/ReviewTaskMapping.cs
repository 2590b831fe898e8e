using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ApprovalFlows.Core.Inbox;

internal sealed class ReviewTaskMapping : IEntityTypeConfiguration<ReviewTask>
{
    public void Configure(EntityTypeBuilder<ReviewTask> builder)
    {
        builder.Property(task => task.InstanceId).HasMaxLength(60);
        builder.Property(task => task.BookmarkId).HasMaxLength(60);
        builder.Property(task => task.StepId).HasMaxLength(100);
        builder.Property(task => task.TitleZh).HasMaxLength(200);
        builder.Property(task => task.TitleVi).HasMaxLength(200);
        builder.Property(task => task.TitleEn).HasMaxLength(200);
        builder.Property(task => task.DepartmentCode).HasMaxLength(40);
        builder.Property(task => task.PostCode).HasMaxLength(40);
        builder.Property(task => task.TimeLimit).HasMaxLength(60);
        builder.Property(task => task.Outcome).HasMaxLength(60);
        builder.Property(task => task.AssigneeName).HasMaxLength(100);
        builder.Property(task => task.DecidedByName).HasMaxLength(Signature.MaxLength);
        builder.Property(task => task.MeantPost).HasMaxLength(40);
        builder.Property(task => task.WhenNobody).HasMaxLength(20);
        builder.HasIndex(task => task.IsUnattended).HasFilter("\"IsUnattended\"");
        builder.Property(task => task.Synonyms).HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<Dictionary<string, string>>(
                (left, right) => left!.SequenceEqual(right!), value => value.Count, value => value));
        builder.Property(task => task.Part).HasConversion<string>().HasMaxLength(20).HasDefaultValue(TaskPart.Signer);
        builder.Property(task => task.Pass).HasDefaultValue(1);
        builder.Property(task => task.Weight).HasDefaultValue(1);
        builder.Property(task => task.ClosedBecause).HasMaxLength(40);
        builder.Property(task => task.ClosedByName).HasMaxLength(100);
        builder.Property(task => task.Revision).IsConcurrencyToken();
        builder.Ignore(task => task.Closing);
        // Whoever moves the date must win over a reminder that was worked out from the old one.
        builder.Property(task => task.RemindAt)
            .IsConcurrencyToken()
            .HasDefaultValue(DateTimeOffset.UnixEpoch);
        builder.HasIndex(task => new { task.Status, task.RemindAt });
        builder.HasIndex(task => task.CaseId);
        builder.HasIndex(task => task.RoundId);
        MapInbox(builder);
    }

    // Finished tasks are nearly all of them; kept out of these indexes they cost the inbox nothing.
    private static void MapInbox(EntityTypeBuilder<ReviewTask> builder)
    {
        const string free = "\"Status\" = 0 AND \"AssigneeId\" IS NULL";
        const string open = "\"Status\" = 0";
        builder.Property(task => task.Flow).HasMaxLength(100);
        builder.Property(task => task.DueOrder).ValueGeneratedOnAddOrUpdate();
        builder.HasIndex(task => new { task.DepartmentCode, task.PostCode, task.DueOrder, task.Id })
            .HasFilter(free);
        builder.HasIndex(task => new { task.DepartmentCode, task.PostCode, task.CreatedAt, task.Id })
            .HasFilter(free);
        builder.HasIndex(task => new { task.DepartmentCode, task.PostCode, task.Flow, task.DueOrder, task.Id })
            .HasFilter(free);
        builder.HasIndex(task => new { task.AssigneeId, task.DueOrder, task.Id }).HasFilter(open);
        builder.HasIndex(task => new { task.AssigneeId, task.CreatedAt, task.Id }).HasFilter(open);
        builder.HasIndex(task => new { task.AssigneeId, task.Flow, task.DueOrder, task.Id }).HasFilter(open);
        builder.HasIndex(task => new { task.DecidedById, task.FinishedAt, task.Id })
            .HasFilter("\"Status\" = 1");
    }
}
