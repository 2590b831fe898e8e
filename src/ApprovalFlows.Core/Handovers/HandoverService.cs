using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Handovers;

/// <summary>Whose work goes to whom from which day on.</summary>
public sealed record HandoverWish(string? Person, DateOnly Day, IReadOnlyList<string> Successors)
{
    /// <summary>Whether the successors also get the posts of the person from that day on.</summary>
    public bool TakesPosts { get; init; }
}

public sealed record HandoverView(Handover Run, IReadOnlyList<string> Successors, IReadOnlyList<HandoverLine> Lines);

/// <summary>离职交接: shows what is open, orders the handover, and tells how far it is.</summary>
public sealed class HandoverService(
    AppDbContext db, PostService posts, DeputyService deputies, HandoverPreview preview, StaffLog log)
{
    public const int MaxShown = 20;
    public const int MaxLines = 100;
    public const int MaxDaysAhead = 366;

    public async Task<OpenWork> PreviewAsync(
        string? person, DateOnly day, CancellationToken cancellation = default)
    {
        PostService.MustBeAdministrator(log.Actor);
        return await preview.ShowAsync(await log.FindAsync(person, "person", cancellation), day, cancellation);
    }

    /// <summary>
    /// Ends posts and deputyships of the person with the day before, and orders the tasks to be moved
    /// on the day; the job does that in batches.
    /// </summary>
    public async Task<Handover> OrderAsync(
        HandoverWish wish, string? reason, CancellationToken cancellation = default)
    {
        PostService.MustBeAdministrator(log.Actor);
        var why = StaffLog.MustHaveReason(reason, Handover.MaxReasonLength);
        if (wish.Day < log.Today || wish.Day > log.Today.AddDays(MaxDaysAhead))
            throw RuleViolation.Invalid("day", "NotBeforeToday", log.Today);
        var person = await log.FindAsync(wish.Person, "person", cancellation);
        if (await db.Handovers.AnyAsync(run => run.PersonId == person.Id && run.FinishedAt == null, cancellation))
            throw new RuleViolation("HandoverRunning", person.DisplayName);
        var successors = await SuccessorsAsync(person, wish.Successors, cancellation);
        var open = await preview.ShowAsync(person, wish.Day, cancellation);
        await EndPostsAsync(person, wish, successors, why, cancellation);
        await EndDeputyshipsAsync(person, wish.Day, why, cancellation);
        var run = new Handover
        {
            PersonId = person.Id,
            PersonName = person.DisplayName,
            Day = wish.Day,
            Successors = [.. successors.Select(user => user.Id)],
            Reason = why,
            OrderedById = log.Actor.UserId,
            OrderedByName = log.Actor.DisplayName,
            OrderedAt = log.Now,
            Total = open.Total,
        };
        db.Handovers.Add(run);
        var change = log.Add(StaffAction.HandoverOrdered, person.Id, why);
        change.From = wish.Day;
        change.OtherId = successors.Count == 1 ? successors[0].Id : null;
        return run;
    }

    public async Task<IReadOnlyList<HandoverView>> ListAsync(CancellationToken cancellation = default)
    {
        var runs = await db.Handovers.AsNoTracking()
            .OrderByDescending(run => run.Id).Take(MaxShown).ToListAsync(cancellation);
        var ids = runs.SelectMany(run => run.Successors).Distinct().ToList();
        var names = await db.Users.Where(user => ids.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellation);
        return [.. runs.Select(run => new HandoverView(
            run, [.. run.Successors.Select(id => names.GetValueOrDefault(id, ""))], []))];
    }

    public async Task<HandoverView> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var run = await db.Handovers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw RuleViolation.NotFound("HandoverUnknown");
        var names = await db.Users.Where(user => run.Successors.Contains(user.Id))
            .Select(user => user.DisplayName).ToListAsync(cancellation);
        var lines = await db.HandoverLines.AsNoTracking()
            .Where(line => line.HandoverId == id)
            .OrderByDescending(line => line.TaskId)
            .Take(MaxLines)
            .ToListAsync(cancellation);
        return new HandoverView(run, names, lines);
    }

    private async Task<List<User>> SuccessorsAsync(
        User person, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        if (wanted.Count > Handover.MaxSuccessors)
            throw RuleViolation.Invalid("successors", "TooManyItems", Handover.MaxSuccessors);
        var found = new List<User>();
        foreach (var name in wanted.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var user = await log.FindAsync(name, "successors", cancellation);
            if (user.Id == person.Id) throw RuleViolation.Invalid("successors", "SuccessorIsPerson");
            await log.MustReviewAsync(user, "successors", cancellation);
            found.Add(user);
        }

        return found;
    }

    private async Task EndPostsAsync(
        User person, HandoverWish wish, List<User> successors, string why, CancellationToken cancellation)
    {
        var held = await db.PostHoldings
            .Where(row => row.UserId == person.Id && (row.To == null || row.To >= wish.Day))
            .ToListAsync(cancellation);
        foreach (var row in held)
        {
            var (from, to) = (row.From > wish.Day ? row.From : wish.Day, row.To);
            posts.End(row, wish.Day.AddDays(-1), why);
            if (!wish.TakesPosts) continue;
            foreach (var user in successors)
            {
                var holds = await db.PostHoldings.AnyAsync(
                    other => other.UserId == user.Id && other.DepartmentCode == row.DepartmentCode
                        && other.PostCode == row.PostCode && (other.To == null || other.To >= from)
                        && (to == null || other.From <= to),
                    cancellation);
                if (!holds) posts.Add(user, row.DepartmentCode, row.PostCode, from, to, why);
            }
        }
    }

    private async Task EndDeputyshipsAsync(
        User person, DateOnly day, string why, CancellationToken cancellation)
    {
        var rows = await db.Deputyships
            .Where(row => (row.HolderId == person.Id || row.DeputyId == person.Id) && row.To >= day)
            .ToListAsync(cancellation);
        foreach (var row in rows) deputies.End(row, day.AddDays(-1), why);
    }
}
