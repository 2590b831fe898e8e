using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Crossings;

/// <summary>What border inspection stamps; the time carries its offset.</summary>
public sealed record CrossingWish(
    string DocumentKind, string DocumentNumber, CrossingDirection Direction, DateTimeOffset At, string Port);

/// <summary>What came of it: whose crossing it was, and the stay permit that it used up.</summary>
public sealed record CrossingRecorded(Crossing Crossing, Worker? Worker, Certificate? UsedUp, bool IsNew);

/// <summary>Entries and exits. An exit uses up the stay permit in the same unit of work [D§5].</summary>
public sealed class CrossingService(AppDbContext db, CurrentActor current, RegisterLog log)
{
    public const string OneExit = "D§5";
    public const int MaxPortLength = 40;
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    public async Task<CrossingRecorded> RecordAsync(CrossingWish wish, CancellationToken cancellation = default)
    {
        MustInspect(current.Actor);
        var (kind, number) = Checked(wish);
        var at = wish.At.ToUniversalTime();
        var known = await db.Crossings.FirstOrDefaultAsync(
            row => row.DocumentNumber == number && row.At == at && row.Direction == wish.Direction
                && row.DocumentKind == kind && row.VoidedAt == null,
            cancellation);
        if (known is not null) return new CrossingRecorded(known, null, null, IsNew: false);
        var worker = await HolderAsync(kind, number, at, cancellation);
        var crossing = new Crossing
        {
            WorkerId = worker?.Id,
            DocumentKind = kind,
            DocumentNumber = number,
            Direction = wish.Direction,
            At = at,
            Port = wish.Port.Trim(),
            RecordedById = current.Actor.UserId,
            RecordedAt = log.Now,
        };
        db.Crossings.Add(crossing);
        var usedUp = worker is null ? null : await UseUpAsync(crossing, worker.Id, cancellation);
        return new CrossingRecorded(crossing, worker, usedUp, IsNew: true);
    }

    /// <summary>Gives an unmatched crossing to the worker whose it is.</summary>
    public async Task<CrossingRecorded> MatchAsync(
        Guid id, Guid workerId, CancellationToken cancellation = default)
    {
        MustInspect(current.Actor);
        var crossing = await MustFindAsync(id, cancellation);
        if (crossing.WorkerId is not null) throw new RuleViolation("CrossingMatched");
        var worker = await db.Workers.FindAsync([workerId], cancellation);
        if (worker is null || worker.MergedIntoId is not null) throw RuleViolation.NotFound("WorkerUnknown");
        crossing.WorkerId = worker.Id;
        var usedUp = await UseUpAsync(crossing, worker.Id, cancellation);
        return new CrossingRecorded(crossing, worker, usedUp, IsNew: true);
    }

    /// <summary>Takes a wrong stamp out of the count; the stay permit it used up counts again.</summary>
    public async Task<Crossing> VoidAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        MustInspect(current.Actor);
        var crossing = await MustFindAsync(id, cancellation);
        crossing.VoidedAt = log.Now;
        crossing.VoidReason = why;
        if (crossing.UsedUpId is { } permit
            && await db.Certificates.FindAsync([permit], cancellation) is { Status: CertificateStatus.UsedUp } paper)
        {
            paper.Status = CertificateStatus.Valid;
            paper.EndedOn = null;
            paper.Note("restored", Act(ChinaTime.DateOf(crossing.At), why));
        }

        return crossing;
    }

    /// <exception cref="RuleViolation">The actor is no border inspector.</exception>
    public static void MustInspect(Actor actor)
    {
        if (!actor.Holds("border-inspection", "inspection")) throw RuleViolation.Forbidden("NotAllowed");
    }

    private (string Kind, string Number) Checked(CrossingWish wish)
    {
        var texts = new Dictionary<string, string?>
        {
            ["documentKind"] = wish.DocumentKind,
            ["documentNumber"] = wish.DocumentNumber,
            ["port"] = wish.Port,
        };
        var reader = new FactReader(texts);
        var kind = reader.Choice("documentKind", DocumentCheck.Kinds, "", required: true);
        var number = reader.Checked("documentNumber", Identifiers.BorderPass.CheckNumber, required: true);
        reader.Text("port", MaxPortLength, required: true);
        if (wish.At > log.Now + ClockDifference) reader.Fail("at", "CrossingLater");
        return reader.IsRight ? (kind, number!) : throw RuleViolation.Invalid(reader.Errors);
    }

    // The newest document with that number: numbers of other issuers may be the same.
    private async Task<Worker?> HolderAsync(
        string kind, string number, DateTimeOffset at, CancellationToken cancellation)
    {
        var day = ChinaTime.DateOf(at);
        var holders = await db.Certificates.AsNoTracking()
            .Where(paper => paper.Number == number && paper.Kind == kind && paper.WorkerId != null)
            .OrderByDescending(paper => paper.ValidFrom <= day).ThenByDescending(paper => paper.ValidTo)
            .Select(paper => paper.WorkerId!.Value)
            .Distinct()
            .Take(2)
            .ToListAsync(cancellation);
        // Two people with one number: an officer has to say whose crossing it is.
        return holders is [var only] ? await db.Workers.FindAsync([only], cancellation) : null;
    }

    private async Task<Certificate?> UseUpAsync(Crossing crossing, Guid worker, CancellationToken cancellation)
    {
        if (crossing.Direction != CrossingDirection.Exit) return null;
        var day = ChinaTime.DateOf(crossing.At);
        var permit = await db.Certificates
            .Where(paper => paper.WorkerId == worker && paper.Kind == CertificateKinds.Stay
                && paper.Status == CertificateStatus.Valid && paper.ValidFrom <= day && paper.ValidTo >= day)
            .OrderBy(paper => paper.ValidTo)
            .FirstOrDefaultAsync(cancellation);
        if (permit is null) return null;
        // It still covers the day of the exit itself, unless that is its last one.
        var from = day < permit.ValidTo ? day.AddDays(1) : day;
        permit.UseUp(Act(from, null));
        crossing.UsedUpId = permit.Id;
        return permit;
    }

    private CertificateAct Act(DateOnly from, string? reason) => new(current.Actor, from, reason, OneExit, log.Now);

    private async Task<Crossing> MustFindAsync(Guid id, CancellationToken cancellation)
    {
        var crossing = await db.Crossings.FindAsync([id], cancellation)
            ?? throw RuleViolation.NotFound("CrossingUnknown");
        return crossing.VoidedAt is null ? crossing : throw new RuleViolation("CrossingVoided");
    }
}
