using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>Words of a review step for what happens when nobody can decide it.</summary>
public static class WhenNobody
{
    public const string Supervisor = "supervisor";
    public const string Administrator = "administrator";

    /// <summary>Not published while the post is empty; when it empties later, as by administrators.</summary>
    public const string Refuse = "refuse";

    public static IReadOnlyList<string> All { get; } = [Supervisor, Administrator, Refuse];
}

/// <summary>
/// Finds somebody for a step whose post nobody can fill on the day it opens: never approved by itself,
/// never lost.
/// </summary>
public sealed class EmptyPost(AppDbContext db, Candidates candidates, TimeProvider time)
{
    public const string ToSupervisor = "goesToSupervisor";
    public const string ToAdministrator = "goesToAdministrators";

    /// <summary>Sends a task that nobody at its post can decide to those above, as its step says.</summary>
    public async Task SendOnAsync(
        Case file, ReviewTask task, Department office, CancellationToken cancellation = default)
    {
        var query = QueryOf(file, task);
        if (await candidates.AnyAsync(query, cancellation)) return;
        var meant = task.PostCode;
        if (task.WhenNobody is not (WhenNobody.Administrator or WhenNobody.Refuse))
        {
            foreach (var above in new[] { office.SupervisorPost, office.LeaderPost }.OfType<string>().Distinct())
            {
                if (above == meant || !await candidates.AnyAsync(query with { Post = above }, cancellation)) continue;
                task.Address(above, isUnattended: false);
                await RecordAsync(file, Actor.System, ToSupervisor, office, meant, above, cancellation);
                return;
            }
        }

        task.Address(meant, isUnattended: true);
        await RecordAsync(file, Actor.System, ToAdministrator, office, meant, null, cancellation);
    }

    public CandidateQuery QueryOf(Case file, ReviewTask task) => new(
        task.DepartmentCode, task.PostCode, file.Flow, ChinaTime.DateOf(time.GetUtcNow()))
    {
        Parties = Exclusions.Of(file),
        StepId = task.StepId,
        IsTier = task.IsTier,
    };

    /// <summary>Names of posts are told as the office writes them, in every language.</summary>
    public async Task RecordAsync(
        Case file,
        Actor by,
        string action,
        Department office,
        string from,
        string? to,
        CancellationToken cancellation)
    {
        var posts = await db.Posts
            .Where(post => post.DepartmentCode == office.Code && (post.Code == from || post.Code == to))
            .ToDictionaryAsync(post => post.Code, post => post.NameZh, cancellation);
        var told = $"{office.NameZh} · {posts.GetValueOrDefault(from, from)}";
        if (to is not null && to != from) told += $" → {posts.GetValueOrDefault(to, to)}";
        file.Record(by, action, told, null, time.GetUtcNow());
    }
}
