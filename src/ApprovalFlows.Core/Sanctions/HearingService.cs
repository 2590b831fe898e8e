using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Sanctions;

public sealed record HearingPlan(DateTimeOffset? HeldAt, string? Place, string? Chair);

/// <summary>Somebody who may chair: the name of the account, and what people call him.</summary>
public sealed record Chair(string UserName, string Name);

/// <summary>
/// Hearings (行政处罚法 §63, §64): announced seven working days ahead, chaired by nobody who looked into the case or
/// proposed the measure, their minutes confirmed by the firm.
/// </summary>
public sealed class HearingService(
    AppDbContext db, CaseService cases, ProceedingDates dates, Exclusions exclusions, SanctionMessages messages,
    DecisionInProgress decision, CurrentActor current, TimeProvider time)
{
    public const string Office = "hr-bureau";
    public const string Abandoned = "abandoned";
    public const int MaxPlace = 200;
    public const int MaxMinutes = 20_000;
    public const int MaxRemark = 2000;
    private const string Rule = "行政处罚法 §64";
    private static readonly string[] ChairOffices = [Office, "zone-office"];

    public async Task<Hearing> AnnounceAsync(
        string number, HearingPlan plan, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await FindAsync(number, cancellation);
        MustBeOffice();
        if (!proceeding.WantsHearing) throw new RuleViolation("HearingNotAsked", number);
        if ((await LatestAsync(proceeding, cancellation))?.Minutes is not null) throw new RuleViolation("HearingHeld");
        var now = time.GetUtcNow();
        var at = MustBeLate(plan.HeldAt, ChinaTime.DateOf(now));
        var chair = await MustChairAsync(proceeding, file, plan.Chair, cancellation);
        var hearing = new Hearing
        {
            CaseId = file.Id,
            HeldAt = at,
            Place = EnterpriseAnswers.MustBeText(plan.Place, "place", MaxPlace),
            ChairId = chair.Id,
            ChairName = chair.DisplayName,
            AnnouncedAt = now,
            AnnouncedByName = current.Actor.SignedName,
        };
        db.Hearings.Add(hearing);
        file.Record(
            current.Actor, "hearingAnnounced",
            $"{ChinaTime.Of(at):yyyy-MM-dd HH:mm} · {hearing.Place} · {hearing.ChairName}", Rule, now);
        await messages.TellFirmAsync(
            proceeding, new Sentence("Sanction.HearingAnnounced", number, at, hearing.Place, hearing.ChairName),
            $"hearing-{hearing.Id:N}", cancellation);
        return hearing;
    }

    /// <summary>By the chair.</summary>
    public async Task<Hearing> RecordAsync(string number, string? minutes, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await FindAsync(number, cancellation);
        var hearing = await MustFindAsync(proceeding, cancellation);
        if (hearing.ChairId != current.Actor.UserId) throw RuleViolation.Forbidden("OnlyTheChairRecords");
        hearing.Record(EnterpriseAnswers.MustBeText(minutes, "minutes", MaxMinutes), time.GetUtcNow());
        file.Record(current.Actor, "minutesRecorded", null, Rule, time.GetUtcNow());
        await messages.TellFirmAsync(
            proceeding, new Sentence("Sanction.MinutesRecorded", number), $"minutes-{file.AuditCount}", cancellation);
        return hearing;
    }

    /// <summary>By the firm; the chair notes where it does not sign.</summary>
    public async Task<Hearing> ConfirmAsync(string number, string? remark, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await FindAsync(number, cancellation);
        var hearing = await MustFindAsync(proceeding, cancellation);
        var isFirm = current.Actor.EnterpriseId == proceeding.EnterpriseId && current.Actor.WorkerId is null;
        if (!isFirm && hearing.ChairId != current.Actor.UserId) throw RuleViolation.Forbidden("OnlyTheFirmConfirms");
        var text = string.IsNullOrWhiteSpace(remark) && isFirm
            ? null
            : EnterpriseAnswers.MustBeText(remark, "remark", MaxRemark);
        hearing.Confirm(current.Actor, text, !isFirm, time.GetUtcNow());
        file.Record(
            current.Actor, isFirm ? "minutesConfirmed" : "minutesNotSigned", text, "行政处罚法 §64(8)",
            time.GetUtcNow());
        return hearing;
    }

    /// <summary>The flow goes on only after what the law asks of a hearing.</summary>
    public async Task CloseAsync(string instanceId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        var proceeding = (await db.Proceedings.FindAsync([file.Id], cancellation))!;
        var hearing = await LatestAsync(proceeding, cancellation)
            ?? throw new RuleViolation("HearingNotAnnounced", file.Number);
        var isAbandoned = decision.Task?.Outcome == Abandoned;
        if (isAbandoned && time.GetUtcNow() < hearing.HeldAt)
            throw new RuleViolation("HearingNotYetHeld", hearing.HeldAt);
        if (!isAbandoned && !hearing.IsComplete) throw new RuleViolation("MinutesNotConfirmed");
        file.Record(
            current.Actor, isAbandoned ? "hearingAbandoned" : "hearingClosed", decision.Task?.Opinion, Rule,
            time.GetUtcNow());
    }

    /// <summary>Those who may chair, for whoever announces.</summary>
    public async Task<IReadOnlyList<Chair>> ChairsAsync(string number, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await FindAsync(number, cancellation);
        var people = await Officials().OrderBy(user => user.DisplayName).ToListAsync(cancellation);
        var against = await AgainstAsync(proceeding, file, people, cancellation);
        return
        [
            .. people.Where(user => !against.ContainsKey(user.Id))
                .Select(user => new Chair(user.UserName!, user.DisplayName)),
        ];
    }

    private async Task<User> MustChairAsync(
        Proceeding proceeding, Case file, string? name, CancellationToken cancellation)
    {
        var chair = await Officials().FirstOrDefaultAsync(user => user.UserName == name, cancellation)
            ?? throw RuleViolation.Invalid("chair", "ChairUnknown");
        var against = await AgainstAsync(proceeding, file, [chair], cancellation);
        return against.TryGetValue(chair.Id, out var why)
            ? throw new RuleViolation(RuleKind.Forbidden, why)
            : chair;
    }

    // §64(4): nobody who investigated; those who ordered or verified what the case rests on did.
    private async Task<Dictionary<Guid, Sentence>> AgainstAsync(
        Proceeding proceeding, Case file, IReadOnlyList<User> people, CancellationToken cancellation)
    {
        var source = proceeding.SourceNumber;
        var acted = await db.AuditEntries
            .Where(entry => db.Cases.Any(other => other.Id == entry.CaseId && other.Number == source))
            .Select(entry => entry.ActorId).Distinct().ToListAsync(cancellation);
        var named = proceeding.Investigators.Split([',', '，', '、', '\n', ';', '；'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var found = people
            .Where(user => user.Id == proceeding.OpenedById || acted.Contains(user.Id)
                || named.Contains(user.DisplayName) || named.Contains(user.UserName))
            .ToDictionary(user => user.Id, user => new Sentence("ChairInvestigated", user.DisplayName));
        var excluded = await exclusions.FindAsync(
            Exclusions.Of(file), "hearing", isTier: false,
            [.. people.Select(user => new Reviewer(user.Id, user.EnterpriseId))], cancellation);
        foreach (var (id, exclusion) in excluded) found.TryAdd(id, exclusion.Why);
        return found;
    }

    private IQueryable<User> Officials()
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return db.Users.AsNoTracking().Where(user => db.PostHoldings.Any(held =>
            held.UserId == user.Id && ChairOffices.Contains(held.DepartmentCode)
            && held.From <= today && (held.To == null || held.To >= today)));
    }

    private DateTimeOffset MustBeLate(DateTimeOffset? heldAt, DateOnly today)
    {
        if (heldAt is not { } at) throw RuleViolation.Invalid("heldAt", "FieldRequired");
        var earliest = dates.EarliestHearing(today);
        return ChinaTime.DateOf(at) >= earliest.DueOn
            ? at
            : throw RuleViolation.Invalid(new Dictionary<string, IReadOnlyList<Sentence>>
            {
                ["heldAt"] = [new Sentence("HearingTooEarly", earliest.DueOn!), .. earliest.Steps],
            });
    }

    private void MustBeOffice()
    {
        if (!current.Actor.BelongsTo(Office)) throw RuleViolation.Forbidden("OnlyTheOfficeAnnounces");
    }

    private async Task<(Case File, Proceeding Proceeding)> FindAsync(string number, CancellationToken cancellation)
    {
        // The chair may belong to an office that has no task in the case.
        var me = current.Actor.UserId;
        var seen = cases.Visible().Select(row => row.Id);
        var file = await db.Cases.WithClock().FirstOrDefaultAsync(
            row => row.Number == number
                && (seen.Contains(row.Id) || db.Hearings.Any(held => held.CaseId == row.Id && held.ChairId == me)),
            cancellation) ?? throw RuleViolation.NotFound("CaseUnknown", number);
        var proceeding = await db.Proceedings.FindAsync([file.Id], cancellation)
            ?? throw RuleViolation.NotFound("ProceedingUnknown", number);
        return file.Status == CaseStatus.InReview
            ? (file, proceeding)
            : throw new RuleViolation("CaseNotInThatState", number);
    }

    private async Task<Hearing> MustFindAsync(Proceeding proceeding, CancellationToken cancellation) =>
        await LatestAsync(proceeding, cancellation)
        ?? throw new RuleViolation("HearingNotAnnounced", proceeding.CaseNumber);

    // Whoever was told anew may be heard anew.
    private Task<Hearing?> LatestAsync(Proceeding proceeding, CancellationToken cancellation)
    {
        var (id, told) = (proceeding.CaseId, proceeding.NoticeServedAt);
        return db.Hearings
            .Where(row => row.CaseId == id && row.AnnouncedAt >= told)
            .OrderByDescending(row => row.AnnouncedAt)
            .FirstOrDefaultAsync(cancellation);
    }
}
