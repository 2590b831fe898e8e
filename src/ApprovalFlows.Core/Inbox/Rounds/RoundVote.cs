namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>What one seat has said so far; no outcome yet means that it still may.</summary>
public readonly record struct Vote(int Weight, string? Outcome);

/// <summary>
/// Decides as soon as the result is certain. The first outcome is the favourable one; a return to the
/// applicant takes effect at once, whoever asks for it.
/// </summary>
public static class RoundVote
{
    public const string Return = "return";

    /// <returns>The outcome of the round, or null while it is open.</returns>
    public static string? Decide(
        SigningMode mode, int ratio, IReadOnlyList<string> outcomes, IReadOnlyCollection<Vote> votes)
    {
        var favourable = outcomes[0];
        var said = votes.Where(vote => vote.Outcome is not null).ToList();
        if (favourable != Return && said.Exists(vote => vote.Outcome == Return)) return Return;
        if (mode == SigningMode.Any) return said.Count > 0 ? said[0].Outcome : null;
        var required = mode.HasThreshold() ? ratio : 100;
        var weighs = mode == SigningMode.Weighted;
        long all = votes.Sum(vote => Of(vote, weighs));
        long yes = said.Where(vote => vote.Outcome == favourable).Sum(vote => Of(vote, weighs));
        long no = said.Sum(vote => Of(vote, weighs)) - yes;
        if (no > 0 && (all - no) * 100 < required * all) return MostVoted(outcomes, said, weighs);
        return yes > 0 && yes * 100 >= required * all ? favourable : null;
    }

    private static int Of(Vote vote, bool weighs) => weighs ? vote.Weight : 1;

    // Of two outcomes with the same votes the one the flow names first.
    private static string MostVoted(IReadOnlyList<string> outcomes, List<Vote> said, bool weighs) =>
        outcomes.Skip(1).MaxBy(outcome =>
            said.Where(vote => vote.Outcome == outcome).Sum(vote => Of(vote, weighs)))!;
}
