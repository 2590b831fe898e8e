using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>How a review step is to be signed, as its flow says.</summary>
public sealed record SigningRule
{
    public static SigningRule OnePerson { get; } = new();

    public SigningMode Mode { get; init; }
    public int Ratio { get; init; } = 100;
    public IReadOnlyList<SignerRule> Signers { get; init; } = [];

    /// <summary>A task in person for everybody who holds the post today.</summary>
    public bool EveryHolder { get; init; }
}

/// <summary>Opens the rounds of review steps and seats their signers.</summary>
public sealed class RoundSeating(
    AppDbContext db, DepartmentService departments, PostHolders holders, EmptyPost emptyPost, TimeProvider time)
{
    /// <param name="task">The task of the step, not yet added; it is the pattern of all others.</param>
    /// <param name="rule">How it is to be signed.</param>
    /// <param name="file">Its case.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task OpenAsync(
        ReviewTask task, SigningRule rule, Case file, CancellationToken cancellation = default)
    {
        var seats = rule.Mode == SigningMode.One
            ? [Seat.Of(task.DepartmentCode, task.PostCode)]
            : await SeatsAsync(task, rule, file, cancellation);
        var round = new ReviewRound
        {
            CaseId = task.CaseId,
            InstanceId = task.InstanceId,
            BookmarkId = task.BookmarkId,
            StepId = task.StepId,
            Mode = rule.Mode,
            Ratio = rule.Ratio,
            Seats = seats,
            OpenedAt = task.CreatedAt,
        };
        db.ReviewRounds.Add(round);
        if (rule.Mode == SigningMode.One)
        {
            (task.RoundId, task.SeatId) = (round.Id, seats[0].Id);
            db.ReviewTasks.Add(task);
            await SendOnAsync(file, task, cancellation);
        }
        else
        {
            await InviteAsync(round, task, [], cancellation);
        }
    }

    /// <summary>Opens the tasks of all seats, of the first one only when they sign in order.</summary>
    /// <param name="round">The round.</param>
    /// <param name="pattern">A task of the matter.</param>
    /// <param name="before">The tasks of the pass before: whoever had one has it again.</param>
    /// <param name="cancellation">Ends the search for people.</param>
    internal async Task InviteAsync(
        ReviewRound round,
        ReviewTask pattern,
        IReadOnlyCollection<ReviewTask> before,
        CancellationToken cancellation = default)
    {
        foreach (var seat in round.Mode == SigningMode.InOrder ? round.Seats.Take(1) : round.Seats)
        {
            await InviteAsync(
                round, seat, pattern, before.LastOrDefault(task => task.SeatId == seat.Id), cancellation);
        }
    }

    internal async Task<ReviewTask> InviteAsync(
        ReviewRound round,
        Seat seat,
        ReviewTask pattern,
        ReviewTask? before = null,
        CancellationToken cancellation = default)
    {
        var task = pattern.For(seat, round);
        if (!task.IsPersonal && before?.AssigneeId is { } person) task.Assign(person, before.AssigneeName!);
        else if (!task.IsPersonal && before?.DecidedById is { } signer) task.Assign(signer, before.DecidedByName!);
        db.ReviewTasks.Add(task);
        await SendOnAsync((await db.Cases.FindAsync([task.CaseId], cancellation))!, task, cancellation);
        return task;
    }

    // A task that nobody can take goes to those above; one for a person stays with the person.
    private async Task SendOnAsync(Case file, ReviewTask task, CancellationToken cancellation)
    {
        if (task.AssigneeId is not null) return;
        var office = (await db.Departments.FindAsync([task.DepartmentCode], cancellation))!;
        await emptyPost.SendOnAsync(file, task, office, cancellation);
    }

    private async Task<List<Seat>> SeatsAsync(
        ReviewTask task, SigningRule rule, Case file, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var seats = new List<Seat>();
        IReadOnlyList<SignerRule> signers = rule.Signers.Count > 0
            ? rule.Signers
            : [new SignerRule { Department = task.DepartmentCode, Post = task.PostCode }];
        foreach (var signer in signers.Take(SigningModes.MaxSigners))
        {
            var office = await departments.ResolveAsync(signer.Department, today, cancellation);
            var people = rule.EveryHolder
                ? await holders.OfPostAsync(file, task, office.Code, signer.Post, cancellation)
                : [];
            seats.AddRange(people
                .Where(person => !seats.Exists(seat => seat.UserId == person.UserId))
                .Select(person => Seat.Of(office.Code, signer.Post, signer.Weight) with
                {
                    UserId = person.UserId,
                    UserName = person.DisplayName,
                }));
            // A vacant post still has to sign: its task waits where the administrator finds it.
            if (people.Count == 0) seats.Add(Seat.Of(office.Code, signer.Post, signer.Weight));
        }

        return [.. seats.Take(SigningModes.MaxSigners)];
    }
}
