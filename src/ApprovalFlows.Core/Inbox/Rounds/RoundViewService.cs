using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>One signer of a round, or one who was asked for an opinion, and what came of it.</summary>
public sealed record SignerView
{
    /// <summary>None while the signer's turn has not come.</summary>
    public Guid? TaskId { get; init; }
    public required Guid SeatId { get; init; }
    public required string Department { get; init; }
    public required string Post { get; init; }

    /// <summary>What the post is called; its code while nobody named it.</summary>
    public required LocalText PostName { get; init; }
    public string? Person { get; init; }
    public int Weight { get; init; } = 1;
    public TaskPart Part { get; init; }

    /// <summary>Null while the signer's turn has not come.</summary>
    public ReviewTaskStatus? Status { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>A round as those see it who may see its case.</summary>
public sealed record RoundView
{
    public required Guid Id { get; init; }
    public required SigningMode Mode { get; init; }
    public required int Ratio { get; init; }
    public required RoundStatus Status { get; init; }
    public required int Pass { get; init; }
    public required bool IsDetour { get; init; }
    public string? Outcome { get; init; }
    public required IReadOnlyList<SignerView> Signers { get; init; }

    /// <summary>Opinions asked for by signers, and the answers of earlier steps that were asked.</summary>
    public required IReadOnlyList<SignerView> Opinions { get; init; }

    /// <summary>The step that is being asked, while the round is away.</summary>
    public LocalText? AwayAt { get; init; }

    /// <summary>Worth showing: more than the one decision of one person.</summary>
    public bool IsShared => Signers.Count > 1 || Opinions.Count > 0 || IsDetour || Pass > 1
        || Status == RoundStatus.Away || Mode != SigningMode.One;
}

/// <summary>Shows who has signed and who is still to sign.</summary>
public sealed class RoundViewService(AppDbContext db)
{
    private const int MaxTasks = 1000;

    /// <returns>Null for tasks from before there were rounds.</returns>
    public async Task<RoundView?> ShowAsync(ReviewTask task, CancellationToken cancellation = default)
    {
        if (task.RoundId is not { } id) return null;
        var round = await db.ReviewRounds.AsNoTracking().FirstAsync(row => row.Id == id, cancellation);
        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(row => row.RoundId == id
                || db.ReviewRounds.Any(detour => detour.DetourOf == id && detour.Id == row.RoundId))
            .OrderBy(row => row.Id)
            .Take(MaxTasks)
            .ToListAsync(cancellation);
        var posts = await PostsAsync(round, tasks, cancellation);
        var own = tasks.FindAll(row => row.RoundId == id && row.Pass == round.Pass);
        return new RoundView
        {
            Id = id,
            Mode = round.Mode,
            Ratio = round.Ratio,
            Status = round.Status,
            Pass = round.Pass,
            IsDetour = round.DetourOf is not null,
            Outcome = round.Outcome,
            Signers = [.. round.Seats.Select(seat => Signer(seat, own, posts))],
            Opinions = [.. tasks.Where(row => row.RoundId == id ? row.IsAdvice : IsAnswer(row))
                .Select(row => Opinion(row, posts))],
            AwayAt = round.Status == RoundStatus.Away
                && tasks.FindLast(row => row.RoundId != id) is { } asked
                    ? new LocalText(asked.TitleZh, asked.TitleVi, asked.TitleEn)
                    : null,
        };
    }

    private static bool IsAnswer(ReviewTask task) => task.Status == ReviewTaskStatus.Decided || task.IsUnfinished;

    private async Task<Dictionary<(string, string), LocalText>> PostsAsync(
        ReviewRound round, List<ReviewTask> tasks, CancellationToken cancellation)
    {
        var departments = round.Seats.Select(seat => seat.Department)
            .Concat(tasks.Select(task => task.DepartmentCode)).Distinct().ToList();
        return await db.Posts.AsNoTracking()
            .Where(post => departments.Contains(post.DepartmentCode))
            .ToDictionaryAsync(
                post => (post.DepartmentCode, post.Code),
                post => new LocalText(post.NameZh, post.NameVi, post.NameEn),
                cancellation);
    }

    private static LocalText NameOf(
        Dictionary<(string, string), LocalText> posts, string department, string post) =>
        posts.GetValueOrDefault((department, post)) ?? new LocalText(post, post, post);

    private static SignerView Signer(
        Seat seat, List<ReviewTask> tasks, Dictionary<(string, string), LocalText> posts)
    {
        var task = tasks.FindLast(row => row.SeatId == seat.Id && !row.IsAdvice);
        return new SignerView
        {
            TaskId = task?.Id,
            SeatId = seat.Id,
            Department = seat.Department,
            Post = seat.Post,
            PostName = NameOf(posts, seat.Department, seat.Post),
            Person = task?.DecidedByName ?? task?.AssigneeName ?? seat.UserName,
            Weight = seat.Weight,
            Status = task?.Status,
            Outcome = task?.Status == ReviewTaskStatus.Decided ? task.Outcome : null,
            Opinion = task?.Status == ReviewTaskStatus.Decided ? task.Opinion : null,
            At = task?.FinishedAt,
        };
    }

    private static SignerView Opinion(
        ReviewTask task, Dictionary<(string, string), LocalText> posts) => new()
        {
            TaskId = task.Id,
            SeatId = task.SeatId ?? task.Id,
            Department = task.DepartmentCode,
            Post = task.PostCode,
            PostName = NameOf(posts, task.DepartmentCode, task.PostCode),
            Person = task.DecidedByName ?? task.AssigneeName,
            Part = task.Part,
            Status = task.Status,
            Outcome = task.Outcome,
            Opinion = task.Opinion,
            At = task.FinishedAt,
        };
}
