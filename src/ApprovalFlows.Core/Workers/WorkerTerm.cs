using ApprovalFlows.Core.Inbox.Search;

namespace ApprovalFlows.Core.Workers;

/// <summary>A name of a worker from one of its words on, folded: any beginning of a word finds the worker.</summary>
public sealed class WorkerTerm
{
    private const char FirstIdeograph = '⺀';

    public required string Term { get; init; }
    public required Guid WorkerId { get; init; }

    /// <summary>The names as they are looked for, a line each.</summary>
    public static string TextOf(Worker worker) => string.Join('\n', new[]
        {
            SearchText.Fold(worker.NameLatin),
            SearchText.Fold(worker.NameOriginal),
            SearchText.Fold(worker.NameChinese ?? ""),
        }.Where(name => name.Length > 0).Distinct());

    public static IEnumerable<string> TermsOf(string text) =>
        text.Split('\n').SelectMany(TermsOfName).Distinct();

    // Chinese has no gaps between words: there every character begins one.
    private static IEnumerable<string> TermsOfName(string name) => Enumerable.Range(0, name.Length)
        .Where(index => char.IsLetterOrDigit(name[index])
            && (index == 0 || !char.IsLetterOrDigit(name[index - 1]) || name[index] >= FirstIdeograph))
        .Select(index => SearchText.TermOf(name[index..]));

    internal sealed class Mapping : IEntityTypeConfiguration<WorkerTerm>
    {
        public void Configure(EntityTypeBuilder<WorkerTerm> builder)
        {
            builder.HasKey(row => new { row.Term, row.WorkerId });
            builder.Property(row => row.Term).HasMaxLength(SearchText.MaxTermLength);
        }
    }
}
