using System.Text.Json;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>How far a row has come.</summary>
public enum RowState
{
    Unchecked,

    /// <summary>Nothing is wrong with it; it waits to be sent.</summary>
    Ready,

    /// <summary>The same application was sent before; its case is named.</summary>
    Known,
    Refused,
    Sent,
}

/// <summary>One worker of a batch.</summary>
public sealed class ApplicationRow
{
    private const string Nothing = "{}";

    public required Guid BatchId { get; init; }
    public required int Position { get; init; }

    /// <summary>The number that the person sees beside it: of the row in the file.</summary>
    public required int Number { get; init; }

    /// <summary>What the row itself gives, as JSON; forgotten once it is a case.</summary>
    public required string Values { get; set; }
    public RowState State { get; private set; }

    /// <summary>Known once it was checked.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>Under which the row is sent: the same application has the same.</summary>
    public string? Key { get; private set; }
    public string? CaseNumber { get; private set; }

    /// <summary>What is wrong with it, as JSON.</summary>
    public string? Problems { get; private set; }

    public void Pass(Guid? worker, string key) => (State, WorkerId, Key) = (RowState.Ready, worker, key);

    public void Recognise(Guid? worker, string caseNumber) =>
        (State, WorkerId, CaseNumber, Values) = (RowState.Known, worker, caseNumber, Nothing);

    public void Send(string caseNumber) =>
        (State, CaseNumber, Values) = (RowState.Sent, caseNumber, Nothing);

    public void Refuse(IReadOnlyList<RowProblem> problems) =>
        (State, Problems) = (RowState.Refused, JsonSerializer.Serialize(problems, JsonText.Readable));

    public IReadOnlyList<RowProblem> ReadProblems() => Problems is null
        ? []
        : JsonSerializer.Deserialize<IReadOnlyList<RowProblem>>(Problems, JsonText.Readable)!;

    internal sealed class Mapping : IEntityTypeConfiguration<ApplicationRow>
    {
        public void Configure(EntityTypeBuilder<ApplicationRow> builder)
        {
            builder.HasKey(row => new { row.BatchId, row.Position });
            // Of two nodes that work on the same row, the second to commit finds it done.
            builder.Property(row => row.State).IsConcurrencyToken();
            builder.Property(row => row.Key).HasMaxLength(IdempotencyKey.MaxLength);
            builder.Property(row => row.CaseNumber).HasMaxLength(40);
        }
    }
}

/// <summary>What is wrong with a field of a row; a blank field means the row as a whole.</summary>
public sealed record RowProblem(string Field, LocalText Text)
{
    public static IReadOnlyList<RowProblem> Of(RuleViolation refusal) => refusal.Errors.Count == 0
        ? [Of("", refusal.Sentence)]
        : [.. refusal.Errors.SelectMany(error => error.Value.Select(told => Of(error.Key, told)))];

    public static RowProblem Of(string field, Sentence told) => new(field, new LocalText(
        told.In(TextResources.Chinese), told.In(TextResources.Vietnamese), told.In(TextResources.English)));
}
