using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Inbox.Search;

/// <summary>
/// What a case is found by, folded: its number and its applicant, a line each. Whoever changes the
/// folding adds a migration that empties this table and the terms; the next start fills them again.
/// </summary>
public sealed class CaseText
{
    public required Guid CaseId { get; init; }
    public required string Text { get; init; }

    public static string Of(Case file) => Of(file.Number, file.Applicant);

    public static string Of(string number, string applicant) =>
        SearchText.Fold(number) + "\n" + SearchText.Fold(applicant);

    public static IEnumerable<string> TermsOf(string text) =>
        text.Split('\n').SelectMany(SearchText.TermsOf).Distinct();

    internal sealed class Mapping : IEntityTypeConfiguration<CaseText>
    {
        public void Configure(EntityTypeBuilder<CaseText> builder) => builder.HasKey(row => row.CaseId);
    }
}

/// <summary>One part of a case's text, by which the case is found.</summary>
public sealed class CaseTerm
{
    /// <summary>Byte order, so that what begins with a text lies together in every database.</summary>
    public const string PostgresCollation = "C";

    public required string Term { get; init; }
    public required Guid CaseId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CaseTerm>
    {
        public void Configure(EntityTypeBuilder<CaseTerm> builder)
        {
            builder.HasKey(row => new { row.Term, row.CaseId });
            builder.Property(row => row.Term).HasMaxLength(SearchText.MaxTermLength);
        }
    }
}
