namespace ApprovalFlows.Core.Inbox.Comments;

/// <summary>
/// What an official notes on a case for other officials: a comment, a question to an office, or the
/// answer to one. Never shown to the applicant, never changed.
/// </summary>
public sealed class CaseComment
{
    public const int MaxTextLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>The office the author wrote for.</summary>
    public required string Department { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of a question: the office that is asked.</summary>
    public string? ToDepartment { get; init; }

    /// <summary>Of an answer: the question; there is one answer to each.</summary>
    public Guid? AnswersId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseComment>
    {
        public void Configure(EntityTypeBuilder<CaseComment> builder)
        {
            builder.ToTable("CaseComments");
            builder.Property(comment => comment.AuthorName).HasMaxLength(100);
            builder.Property(comment => comment.Department).HasMaxLength(40);
            builder.Property(comment => comment.ToDepartment).HasMaxLength(40);
            builder.Property(comment => comment.Text).HasMaxLength(MaxTextLength);
            builder.HasIndex(comment => new { comment.CaseId, comment.ToDepartment });
            builder.HasIndex(comment => comment.AnswersId).IsUnique();
        }
    }
}
