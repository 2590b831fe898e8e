using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Movements;

public enum Movement
{
    SendBack,
    Transfer,
    Delegation,
    SignersBefore,
    SignersBeside,
    SignersAfter,
    Recall,
}

/// <summary>Which movement goes with which kind of task and mode; docs/review-steps.md has them as a table.</summary>
public static class MovementRules
{
    /// <returns>Why not, or null.</returns>
    public static Sentence? Refusal(Movement movement, ReviewTask task, ReviewRound round) => movement switch
    {
        Movement.Recall => null,
        _ when task.IsAdvice => new Sentence("Move.AdviceOnly"),
        Movement.Transfer or Movement.Delegation => null,
        Movement.SendBack => round.DetourOf is null ? null : new Sentence("Move.DetourGoesNoFurther"),
        _ when round.DetourOf is not null => new Sentence("Move.DetourTakesNoSigners"),
        Movement.SignersBeside when round.Mode == SigningMode.InOrder => new Sentence("Move.NoneBesideInOrder"),
        Movement.SignersAfter when round.Mode is not (SigningMode.One or SigningMode.InOrder) =>
            new Sentence("Move.NoneAfterTogether"),
        _ => null,
    };

    public static void MustAllow(Movement movement, TaskOnDesk desk)
    {
        if (Refusal(movement, desk.Task, desk.Round) is { } sentence)
            throw new RuleViolation(RuleKind.Conflict, sentence);
    }
}
