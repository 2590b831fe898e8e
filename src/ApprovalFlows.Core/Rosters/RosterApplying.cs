using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Rosters;

/// <summary>Applies some rows of a roster in one unit of work: good ones count, bad ones are told.</summary>
public sealed class RosterApplying(
    AppDbContext db, WorkerService workers, WorkerSight sight, Duplicates duplicates, RegisterLog log)
{
    public async Task<IReadOnlyList<RosterRow>> ApplyAsync(
        IReadOnlyList<SheetLine> lines, CancellationToken cancellation = default)
    {
        if (!sight.MayRegister) throw RuleViolation.Forbidden("NotAllowed");
        var isAgency = await IsAgencyAsync(cancellation);
        var read = lines.Select(line =>
        {
            var check = WorkerCheck.Read(line.Texts, log.Today, needsDocument: true, out var facts);
            foreach (var field in line.Formulas) check.Fail(field, "RosterFormula");
            return (line, check, facts);
        }).ToList();
        var known = await duplicates.OfAllAsync(
            [.. read.Where(row => row.check.IsRight).Select(row => row.facts)], cancellation);
        List<RosterRow> results = [];
        foreach (var (line, check, facts) in read)
        {
            results.Add(check.IsRight
                ? Apply(line, facts, known, isAgency)
                : Refused(line, check.Errors.Select(error => (error.Key, error.Value[0]))));
        }

        return results;
    }

    private RosterRow Apply(SheetLine line, WorkerFacts facts, DuplicateSet known, bool isAgency)
    {
        var hits = known.Of(facts).ToList();
        if (hits.Count > 1) return Refused(line, [(FieldOf(hits[1]), new Sentence("RosterTwoRecords"))]);
        if (hits.Count == 0) return Create(line, facts, known, isAgency);
        var (hit, worker) = (hits[0], hits[0].Worker);
        // A namesake is the same person only where nothing tells them apart and the roster is the employer's own.
        if (hit.Ground == DuplicateGround.NameAndBirth && !IsOwn(worker, isAgency))
            return Refused(line, [(FieldOf(hit), new Sentence("RosterNamesake"))]);
        // Who is employed by somebody, or another's client, is not taken over by whoever knows the number of a pass.
        if (!IsOwn(worker, isAgency) && isAgency && (worker.AgencyId ?? worker.EnterpriseId) is not null)
            return Refused(line, [(FieldOf(hit), new Sentence("RosterClientElsewhere"))]);
        if (!IsOwn(worker, isAgency) && worker.EnterpriseId is not null)
            return Refused(line, [(FieldOf(hit), new Sentence("RosterEmployedElsewhere"))]);
        return Change(line, facts, worker, known, isAgency);
    }

    private RosterRow Create(SheetLine line, WorkerFacts facts, DuplicateSet known, bool isAgency)
    {
        var worker = facts.ToWorker(log.Now);
        Assign(worker, isAgency);
        db.Workers.Add(worker);
        workers.AddDocument(worker, facts.Document!);
        known.Add(worker, facts.Document);
        log.Add(RegisterLog.Workers, worker.Id, "imported");
        return new RosterRow(line.Number, RosterOutcome.Created, worker.Id, []);
    }

    // A column that the file has not, or a cell left blank, says nothing and changes nothing.
    private RosterRow Change(
        SheetLine line, WorkerFacts facts, Worker worker, DuplicateSet known, bool isAgency)
    {
        var told = new Dictionary<string, string?>(WorkerFacts.Of(worker).ToTexts());
        var given = facts.ToTexts();
        foreach (var field in WorkerFields.OfPerson)
        {
            if (!string.IsNullOrWhiteSpace(line.Texts.GetValueOrDefault(field))) told[field] = given[field];
        }

        told[WorkerFields.NameLatin] = given[WorkerFields.NameLatin];
        WorkerCheck.Read(told, log.Today, needsDocument: false, out var merged);
        var difference = WorkerService.DifferenceOf(worker, merged);
        if (!IsOwn(worker, isAgency)) difference.Note(isAgency ? "agency" : "enterprise", null, log.Actor.SignedName);
        if (!known.Holds(facts.Document!))
        {
            workers.AddDocument(worker, facts.Document!);
            known.Add(worker, facts.Document);
            difference.Note(WorkerFields.DocumentNumber, null, facts.Document!.Number);
        }

        if (difference.IsEmpty) return new RosterRow(line.Number, RosterOutcome.Unchanged, worker.Id, []);
        merged.WriteTo(worker);
        Assign(worker, isAgency);
        worker.Revision++;
        log.Add(RegisterLog.Workers, worker.Id, "imported", null, difference);
        return new RosterRow(line.Number, RosterOutcome.Changed, worker.Id, []);
    }

    private void Assign(Worker worker, bool isAgency)
    {
        if (log.Actor.EnterpriseId is not { } own) return;
        if (isAgency) worker.AgencyId = own;
        else worker.EnterpriseId = own;
    }

    private bool IsOwn(Worker worker, bool isAgency) => log.Actor.EnterpriseId is not { } own
        || (isAgency ? worker.AgencyId : worker.EnterpriseId) == own;

    private async Task<bool> IsAgencyAsync(CancellationToken cancellation) => log.Actor.EnterpriseId is { } own
        && EnterpriseKinds.IsAgency(await db.Enterprises.Where(firm => firm.Id == own)
            .Select(firm => firm.Kind).FirstAsync(cancellation));

    private static string FieldOf(Duplicate hit) => hit.Ground switch
    {
        DuplicateGround.Document => WorkerFields.DocumentNumber,
        DuplicateGround.PersonalNumber => WorkerFields.PersonalNumber,
        _ => WorkerFields.NameOriginal,
    };

    private static RosterRow Refused(SheetLine line, IEnumerable<(string Field, Sentence Sentence)> errors) => new(
        line.Number,
        RosterOutcome.Refused,
        null,
        [.. errors.Select(error =>
            RosterError.Of(error.Field, line.Texts.GetValueOrDefault(error.Field), error.Sentence))]);
}
