using ApprovalFlows.Core.Inbox.Rounds;

namespace ApprovalFlows.Core.Tests.Inbox.Movements;

public sealed class RoundVoteTests
{
    private static readonly string[] Outcomes = ["approve", "return", "refuse", "defer"];

    /// <summary>Initials of outcomes, a dash for who has not signed; f is refuse, the weights are 3, 2, 1.</summary>
    [Theory]
    [InlineData(SigningMode.One, 100, "a", "approve")]
    [InlineData(SigningMode.One, 100, "f", "refuse")]
    [InlineData(SigningMode.One, 100, "-", null)]
    [InlineData(SigningMode.Any, 100, "-a-", "approve")]
    [InlineData(SigningMode.Any, 100, "--f", "refuse")]
    [InlineData(SigningMode.All, 100, "aa-", null)]
    [InlineData(SigningMode.All, 100, "aaa", "approve")]
    [InlineData(SigningMode.All, 100, "a-f", "refuse")]
    [InlineData(SigningMode.All, 100, "a-r", "return")]
    [InlineData(SigningMode.InOrder, 100, "a--", null)]
    [InlineData(SigningMode.InOrder, 100, "f--", "refuse")]
    [InlineData(SigningMode.InOrder, 100, "aaa", "approve")]
    [InlineData(SigningMode.Ratio, 60, "a--", null)]
    [InlineData(SigningMode.Ratio, 60, "aa-", "approve")]
    [InlineData(SigningMode.Ratio, 60, "af-", null)]
    [InlineData(SigningMode.Ratio, 60, "ff-", "refuse")]
    [InlineData(SigningMode.Ratio, 67, "aaf", "refuse")]
    [InlineData(SigningMode.Ratio, 66, "aaf", "approve")]
    [InlineData(SigningMode.Ratio, 60, "fd-", "refuse")]
    [InlineData(SigningMode.Ratio, 50, "dfdf", "refuse")]
    [InlineData(SigningMode.Ratio, 60, "a-r", "return")]
    [InlineData(SigningMode.Ratio, 1, "a--", "approve")]
    [InlineData(SigningMode.Ratio, 100, "aa-", null)]
    [InlineData(SigningMode.Weighted, 60, "a--", null)]
    [InlineData(SigningMode.Weighted, 50, "a--", "approve")]
    [InlineData(SigningMode.Weighted, 60, "a-a", "approve")]
    [InlineData(SigningMode.Weighted, 60, "f--", "refuse")]
    [InlineData(SigningMode.Weighted, 50, "f--", null)]
    [InlineData(SigningMode.Weighted, 90, "-df", "defer")]
    public void Decide_WithTheseVotes_IsAsSoonAsItIsCertain(
        SigningMode mode, int ratio, string votes, string? expected)
    {
        var cast = votes.Select((vote, index) => new Vote(Math.Max(1, 3 - index), OutcomeOf(vote))).ToList();

        var outcome = RoundVote.Decide(mode, ratio, Outcomes, cast);

        Assert.Equal(expected, outcome);
    }

    private static string? OutcomeOf(char vote) => vote switch
    {
        'a' => "approve",
        'r' => "return",
        'f' => "refuse",
        'd' => "defer",
        _ => null,
    };
}
