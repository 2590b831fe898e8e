using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ApprovalFlows.Core.Inbox.Rounds;

public enum RoundStatus
{
    Open,

    /// <summary>Sent back to an earlier step, whose answer it waits for.</summary>
    Away,
    Decided,

    /// <summary>Ended without a decision that counts.</summary>
    Closed,
}

/// <summary>
/// One execution of a review step: its signers and what came of it. Its tasks belong to a pass; a new pass
/// begins when the round was away and all sign again.
/// </summary>
public sealed class ReviewRound
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid CaseId { get; init; }
    public required string InstanceId { get; init; }

    /// <summary>Where the flow waits; a detour waits where the round waits that asked for it.</summary>
    public required string BookmarkId { get; init; }
    public required string StepId { get; set; }
    public required SigningMode Mode { get; set; }

    /// <summary>Share in percent that has to agree, in the modes that have a threshold.</summary>
    public required int Ratio { get; init; }
    public required IReadOnlyList<Seat> Seats { get; set; }

    /// <summary>The round that asked for this one; null for the executions of the flow.</summary>
    public Guid? DetourOf { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public int Pass { get; private set; } = 1;
    public RoundStatus Status { get; private set; }
    public string? Outcome { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The decision made the case something else (accepted, approved, …): no recall undoes that.</summary>
    public bool HadEffect { get; set; }
    public int Revision { get; private set; } = 1;

    public bool IsOver => Status is RoundStatus.Decided or RoundStatus.Closed;

    public void Decide(string outcome, DateTimeOffset now)
    {
        MustBe(RoundStatus.Open);
        Outcome = outcome;
        End(RoundStatus.Decided, now);
    }

    public void SendAway()
    {
        MustBe(RoundStatus.Open);
        Status = RoundStatus.Away;
        Revision++;
    }

    /// <summary>The answer is there: all sign again, because they signed before they knew it.</summary>
    public void ComeBack()
    {
        MustBe(RoundStatus.Away);
        Status = RoundStatus.Open;
        Pass++;
        Revision++;
    }

    public void Close(DateTimeOffset now)
    {
        if (!IsOver) End(RoundStatus.Closed, now);
    }

    /// <summary>The decision was taken back and counts no longer.</summary>
    public void TakeBack()
    {
        MustBe(RoundStatus.Decided);
        Status = RoundStatus.Closed;
        Revision++;
    }

    /// <summary>Of two votes at the same moment the second sees the first.</summary>
    public void Touch() => Revision++;

    private void End(RoundStatus status, DateTimeOffset now)
    {
        Status = status;
        FinishedAt = now;
        Revision++;
    }

    private void MustBe(RoundStatus status)
    {
        if (Status != status) throw new RuleViolation("RoundNotInThatState");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ReviewRound>
    {
        public void Configure(EntityTypeBuilder<ReviewRound> builder)
        {
            builder.ToTable("ReviewRounds");
            builder.Property(round => round.InstanceId).HasMaxLength(60);
            builder.Property(round => round.BookmarkId).HasMaxLength(60);
            builder.Property(round => round.StepId).HasMaxLength(100);
            builder.Property(round => round.Mode).HasConversion<string>().HasMaxLength(20);
            builder.Property(round => round.Status).HasConversion<string>().HasMaxLength(20);
            builder.Property(round => round.Outcome).HasMaxLength(60);
            builder.Property(round => round.Seats).HasConversion(
                seats => JsonSerializer.Serialize(seats, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<List<Seat>>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<IReadOnlyList<Seat>>(
                    (left, right) => left!.SequenceEqual(right!), seats => seats.Count, seats => seats.ToList()));
            builder.Property(round => round.Revision).IsConcurrencyToken();
            builder.HasIndex(round => new { round.InstanceId, round.Status });
            builder.HasIndex(round => round.CaseId);
        }
    }
}
