using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Rosters;

/// <summary>A list of workers that somebody handed in, and what came of each of its rows.</summary>
public sealed class RosterUpload
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid? EnterpriseId { get; init; }
    public required Guid ActorId { get; init; }
    public required string FileName { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int Created { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required int Refused { get; init; }

    /// <summary>Rows with their outcomes, as JSON; of what was refused the masked values only.</summary>
    public required string Result { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RosterUpload>
    {
        public void Configure(EntityTypeBuilder<RosterUpload> builder)
        {
            builder.Property(upload => upload.FileName).HasMaxLength(200);
            builder.HasIndex(upload => new { upload.EnterpriseId, upload.At });
            builder.HasIndex(upload => new { upload.ActorId, upload.At });
        }
    }
}

public enum RosterOutcome
{
    Created,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>What came of one row; errors by field, as sentences that are kept to be told in any language.</summary>
public sealed record RosterRow(
    int Number, RosterOutcome Outcome, Guid? WorkerId, IReadOnlyList<RosterError> Errors);

/// <param name="Field">Name of the field.</param>
/// <param name="Sentence">The sentence, written by <see cref="SentenceText"/>.</param>
/// <param name="Value">What stood there, masked: refused rows are of people whom we have no ground to keep.</param>
public sealed record RosterError(string Field, string Sentence, string? Value = null)
{
    public static RosterError Of(string field, string? value, Sentence sentence)
    {
        if (Visibility.FieldOf(field) is not { } known)
            return new RosterError(field, SentenceText.Write(sentence), value);
        var args = sentence.Args.Select(arg => arg is string text ? known.Hide(text) : arg);
        return new RosterError(
            field,
            SentenceText.Write(new Sentence(sentence.Key, [.. args])),
            value is null ? null : known.Hide(value));
    }
}

public sealed record RosterResult(IReadOnlyList<RosterRow> Rows);
