namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>The place of one signer in a round: a post, or one person of it.</summary>
/// <param name="Id">What the tasks of the signer refer to.</param>
/// <param name="Department">The office.</param>
/// <param name="Post">The post in that office.</param>
/// <param name="Weight">Counts in weighted votes.</param>
/// <param name="UserId">The person, where one is meant.</param>
/// <param name="UserName">How that person is called.</param>
/// <param name="AddedBy">The task from which the signer was added; null for those the flow names.</param>
public sealed record Seat(
    Guid Id,
    string Department,
    string Post,
    int Weight = 1,
    Guid? UserId = null,
    string? UserName = null,
    Guid? AddedBy = null)
{
    public static Seat Of(string department, string post, int weight = 1) =>
        new(Guid.CreateVersion7(), department, post, weight);

    public Seat Again() => this with { Id = Guid.CreateVersion7() };
}
