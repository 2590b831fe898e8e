namespace ApprovalFlows.Core.Reminders;

/// <summary>A step as its ladder sees it: the facts from which all its reminders follow.</summary>
public sealed record ReminderSubject
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required int Version { get; init; }

    /// <summary>Since when this date is known; nothing of it can be late before.</summary>
    public required DateTimeOffset VersionSince { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>From the lowest rung to the highest.</summary>
    public required IReadOnlyList<RungMoment> Moments { get; init; }
}

/// <summary>
/// Which rows a step lacks at a moment. A pure function of the facts, the rows that are there and the
/// people: the same facts give the same rows, whenever and however often it is asked.
/// </summary>
public static class ReachedRungs
{
    /// <summary>What is told later than this after it was reached, was reached while nothing ran.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);

    public static IReadOnlyList<Reminder> Missing(
        ReminderSubject subject,
        IReadOnlyCollection<Reminder> present,
        IReadOnlyDictionary<RungRecipient, IReadOnlyList<Guid>> people,
        DateTimeOffset now)
    {
        var missing = new List<Reminder>();
        var highest = new HashSet<Guid>();
        foreach (var (rung, at) in subject.Moments.Where(moment => moment.At <= now).Reverse())
        {
            var recipients = rung.To
                .SelectMany(who => people.GetValueOrDefault(who, []).Select(user => (User: user, Who: who)))
                .DistinctBy(recipient => recipient.User);
            foreach (var (user, who) in recipients)
            {
                var isHighest = highest.Add(user);
                if (present.Any(row => row.Version == subject.Version && row.Rung == rung.Key && row.UserId == user))
                    continue;
                var since = at > subject.VersionSince ? at : subject.VersionSince;
                missing.Add(new Reminder
                {
                    CaseId = subject.CaseId,
                    SubjectId = subject.Id,
                    Version = subject.Version,
                    Rung = rung.Key,
                    UserId = user,
                    Recipient = who,
                    Text = rung.Text,
                    IsUrgent = rung.Urgent,
                    DueAt = subject.DueAt,
                    ReachedAt = at,
                    RecordedAt = now,
                    IsLate = now - since > LateAfter,
                    State = StateOf(rung, at, user, isHighest, present),
                });
            }
        }

        return missing;
    }

    /// <summary>The rows that still wait although a higher rung, or another date, has overtaken them.</summary>
    public static IEnumerable<(Reminder Row, ReminderState Becomes)> Overtaken(
        ReminderSubject subject, IReadOnlyCollection<Reminder> present, IReadOnlyCollection<Reminder> missing)
    {
        var order = subject.Moments.Select(moment => moment.Rung.Key).ToList();
        foreach (var row in present.Where(row => row.State == ReminderState.Waiting))
        {
            if (row.Version != subject.Version) yield return (row, ReminderState.Void);
            else if (missing.Any(added => added.UserId == row.UserId
                && order.IndexOf(added.Rung) > order.IndexOf(row.Rung)))
                yield return (row, ReminderState.Skipped);
        }
    }

    private static ReminderState StateOf(
        Rung rung, DateTimeOffset at, Guid user, bool isHighest, IReadOnlyCollection<Reminder> present)
    {
        if (!isHighest) return ReminderState.Skipped;
        var isKnown = present.Any(row => row.Rung == rung.Key && row.UserId == user
            && row.State is ReminderState.Told or ReminderState.Repeated && row.ReachedAt == at);
        return isKnown ? ReminderState.Repeated : ReminderState.Waiting;
    }
}
