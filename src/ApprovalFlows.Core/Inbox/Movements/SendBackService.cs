using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Movements;

public enum AfterSendBack
{
    /// <summary>The answer comes back to whoever sent it.</summary>
    ComeBack,

    /// <summary>Everything from that step on is gone through again.</summary>
    Again,
}

public sealed record SendBackRequest(string StepId, AfterSendBack Then, string? Reason, int Revision);

/// <summary>退回: to the applicant, or to a step that was decided before.</summary>
public sealed class SendBackService(
    AppDbContext db,
    MovementDesk desks,
    SendBackTargets targets,
    DecisionService decisions,
    RoundService rounds,
    RoundSeating seating,
    FlowRewinding flow,
    CurrentActor current,
    TimeProvider time)
{
    /// <summary>In place of a step: the applicant, who is asked to make up what is missing.</summary>
    public const string Applicant = "applicant";

    public async Task<Case> SendBackAsync(
        Guid taskId, SendBackRequest request, CancellationToken cancellation = default)
    {
        var desk = await desks.TakeAsync(taskId, request.Reason, request.Revision, cancellation);
        MovementRules.MustAllow(Movement.SendBack, desk);
        if (request.StepId == Applicant) return await ReturnAsync(desk, request, cancellation);
        var target = (await targets.ListAsync(desk, cancellation)).FirstOrDefault(
                found => found.Round.StepId == request.StepId)
            ?? throw RuleViolation.Invalid("stepId", "Move.UnknownStep", request.StepId);
        if (request.Then == AfterSendBack.Again && target.AgainRefusal is { } refusal)
            throw new RuleViolation(RuleKind.Conflict, refusal);

        desk.File.Record(
            current.Actor,
            request.Then == AfterSendBack.Again ? "sentBackAgain" : "sentBack",
            $"{target.Title.Zh} · {request.Reason!.Trim()}",
            null,
            time.GetUtcNow());
        if (request.Then == AfterSendBack.Again)
            await flow.GoBackAsync(
                desk, target.Round.StepId, request.Reason.Trim(), CloseReason.SentBack, cancellation);
        else
            await AskAsync(desk, target, cancellation);
        return desk.File;
    }

    private async Task<Case> ReturnAsync(
        TaskOnDesk desk, SendBackRequest request, CancellationToken cancellation)
    {
        if (request.Then == AfterSendBack.Again) throw new RuleViolation("Move.ApplicantComesBack");
        if (!desk.Task.Outcomes.Contains(RoundVote.Return)) throw new RuleViolation("Move.NoReturnHere");
        return await decisions.DecideAsync(
            desk.Task.Id,
            new DecisionRequest(RoundVote.Return, request.Reason, request.Revision, []),
            cancellation);
    }

    // The flow keeps waiting where it waits: only the earlier step's office gets tasks for the moment.
    private async Task AskAsync(TaskOnDesk desk, SendBackTarget target, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        desk.Task.Assign(current.Actor.UserId, current.Actor.DisplayName);
        foreach (var task in await rounds.TasksAsync(desk.Round, cancellation))
            task.Close(now, CloseReason.SentBack, current.Actor.DisplayName);
        desk.Round.SendAway();
        var detour = new ReviewRound
        {
            CaseId = desk.Round.CaseId,
            InstanceId = desk.Round.InstanceId,
            BookmarkId = desk.Round.BookmarkId,
            StepId = target.Round.StepId,
            Mode = target.Round.Mode,
            Ratio = target.Round.Ratio,
            Seats = [.. target.Round.Seats.Where(seat => seat.AddedBy is null).Select(seat => seat.Again())],
            DetourOf = desk.Round.Id,
            OpenedAt = now,
        };
        db.ReviewRounds.Add(detour);
        await seating.InviteAsync(detour, desk.Task.AsQuestionTo(target.Task, detour), [], cancellation);
    }
}
