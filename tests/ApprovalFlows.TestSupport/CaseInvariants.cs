using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.TestSupport;

/// <summary>What has to be true of all cases at any moment between two commits.</summary>
public sealed class CaseInvariants
{
    private readonly List<string> breaches = [];
    private readonly ILookup<Guid, ReviewRound> rounds;
    private readonly ILookup<Guid, ReviewTask> tasks;
    private readonly ILookup<string, StoredBookmark> bookmarks;

    private CaseInvariants(List<ReviewRound> rounds, List<ReviewTask> tasks, List<StoredBookmark> bookmarks)
    {
        this.rounds = rounds.ToLookup(round => round.CaseId);
        this.tasks = tasks.ToLookup(task => task.CaseId);
        this.bookmarks = bookmarks.ToLookup(bookmark => bookmark.InstanceId);
    }

    /// <summary>A sentence for everything that is not as it has to be.</summary>
    public static async Task<IReadOnlyList<string>> BreachesAsync(
        AppDbContext db, CancellationToken cancellation = default)
    {
        var check = new CaseInvariants(
            await db.ReviewRounds.AsNoTracking().ToListAsync(cancellation),
            await db.ReviewTasks.AsNoTracking().ToListAsync(cancellation),
            await db.WorkflowBookmarks.AsNoTracking()
                .Where(bookmark => bookmark.Name == "ReviewStep").ToListAsync(cancellation));
        foreach (var file in await db.Cases.AsNoTracking().Include(file => file.Audit).ToListAsync(cancellation))
            check.Check(file);
        return check.breaches;
    }

    private void Check(Case file)
    {
        var own = tasks[file.Id].Where(task => task.RoundId is not null).ToList();
        var waits = bookmarks[file.InstanceId].Select(bookmark => bookmark.Id).ToHashSet();
        var live = rounds[file.Id].Where(round => !round.IsOver).ToList();
        if (file.Status.IsClosed() && (live.Count > 0 || own.Exists(task => task.IsUnfinished)))
            Breach(file, "is closed, but has open rounds or tasks");
        foreach (var bookmark in waits)
        {
            var there = live.Count(round => round.DetourOf is null && round.BookmarkId == bookmark);
            var old = tasks[file.Id].Any(task => task.RoundId is null && task.BookmarkId == bookmark);
            if (there != 1 && !old) Breach(file, $"waits at {bookmark} with {there} rounds");
        }

        foreach (var round in live.Where(round => !waits.Contains(round.BookmarkId)))
            Breach(file, $"has an open round at {round.StepId} where the flow does not wait");
        foreach (var round in rounds[file.Id])
            Check(file, round, own.FindAll(task => task.RoundId == round.Id));
        if (file.Audit.Count != file.AuditCount) Breach(file, "counts its entries wrongly");
        foreach (var signer in own.Where(task => task.DecidedById is not null).GroupBy(task => task.DecidedById))
            if (file.Audit.Count(entry => entry.ActorId == signer.Key) < signer.Count())
                Breach(file, $"records fewer acts of {signer.First().DecidedByName} than there are");
    }

    private void Check(Case file, ReviewRound round, List<ReviewTask> own)
    {
        var place = $"round {round.StepId} pass {round.Pass}";
        var open = own.FindAll(task => task.IsUnfinished);
        if (open.Exists(task => task.Pass != round.Pass)) Breach(file, $"{place}: a task of an earlier pass is open");
        switch (round.Status)
        {
            case RoundStatus.Open when !open.Exists(task => task.Status == ReviewTaskStatus.Open):
                Breach(file, $"{place}: nobody can act");
                break;
            case RoundStatus.Away when open.Count > 0:
                Breach(file, $"{place}: is away, but has open tasks");
                break;
            case RoundStatus.Away when rounds[file.Id].Count(other =>
                other.DetourOf == round.Id && other.Status == RoundStatus.Open) != 1:
                Breach(file, $"{place}: is away, but nobody is asked");
                break;
            case RoundStatus.Decided or RoundStatus.Closed when open.Count > 0:
                Breach(file, $"{place}: is over, but has open tasks");
                break;
            case RoundStatus.Decided when !own.Exists(task => task.Pass == round.Pass
                && task.Status == ReviewTaskStatus.Decided && task.Outcome == round.Outcome):
                Breach(file, $"{place}: nobody decided {round.Outcome}");
                break;
        }

        CheckPeople(file, place, own);
    }

    private void CheckPeople(Case file, string place, List<ReviewTask> own)
    {
        foreach (var task in own)
        {
            var advice = own.FindAll(other => other.AskedById == task.Id && other.IsUnfinished);
            if (task.Status == ReviewTaskStatus.Waiting != advice.Count > 0)
                Breach(file, $"{place}: a task waits for nobody, or goes on without an answer");
        }

        var signed = own.FindAll(task => !task.IsAdvice
            && (task.IsUnfinished || task.Status == ReviewTaskStatus.Decided));
        if (signed.GroupBy(task => (task.Pass, task.SeatId)).Any(seat => seat.Count() > 1))
            Breach(file, $"{place}: one seat has two tasks");
        if (signed.Where(task => task.DecidedById is not null)
            .GroupBy(task => (task.Pass, task.DecidedById)).Any(person => person.Count() > 1))
            Breach(file, $"{place}: somebody signed twice");
    }

    private void Breach(Case file, string what) => breaches.Add($"{file.Number}: {what}");
}
