using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Workers;

/// <summary>Registers border residents and changes what is known of them.</summary>
public sealed class WorkerService(
    AppDbContext db, WorkerSight sight, Duplicates duplicates, WorkerMoves moves, RegisterLog log)
{
    public const string Employer = "enterprise";
    public const string Agency = "agency";

    /// <summary>The worker whose record it is now, after merges; null when there is none that the actor sees.</summary>
    public async Task<Worker?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var worker = await db.Workers.FindAsync([id], cancellation);
        // Chains of merges are short; a limit keeps a broken one from turning in circles.
        for (var step = 0; worker?.MergedIntoId is { } next && step < 10; step++)
            worker = await db.Workers.FindAsync([next], cancellation);
        return worker is not null && sight.Sees(worker) ? worker : null;
    }

    /// <exception cref="RuleViolation">There is none, or the actor may not see it.</exception>
    public async Task<Worker> MustFindAsync(Guid id, CancellationToken cancellation = default) =>
        await FindAsync(id, cancellation) ?? throw RuleViolation.NotFound("WorkerUnknown");

    /// <param name="texts">By the names of <see cref="WorkerFields"/>.</param>
    /// <param name="isAnother">Said that a namesake born on the same day is somebody else.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="RuleViolation">Something is wrong, or the person is registered already.</exception>
    public async Task<Worker> RegisterAsync(
        IReadOnlyDictionary<string, string?> texts, bool isAnother = false, CancellationToken cancellation = default)
    {
        if (!sight.MayRegister) throw RuleViolation.Forbidden("NotAllowed");
        var check = WorkerCheck.Read(texts, log.Today, needsDocument: true, out var facts);
        if (!check.IsRight) throw RuleViolation.Invalid(check.Errors);
        var hits = await duplicates.OfAsync(facts, null, cancellation);
        MustBeNew(hits, isAnother);
        return await AddAsync(facts, "created", cancellation);
    }

    /// <summary>Adds checked facts as a record of the actor's enterprise or agency, by the window of nobody.</summary>
    internal async Task<Worker> AddAsync(
        WorkerFacts facts, string action, CancellationToken cancellation = default)
    {
        var worker = facts.ToWorker(log.Now);
        if (log.Actor.EnterpriseId is { } own)
        {
            var firm = await db.Enterprises.FindAsync([own], cancellation);
            if (EnterpriseKinds.IsAgency(firm!.Kind)) worker.AgencyId = own;
            else worker.EnterpriseId = own;
        }

        db.Workers.Add(worker);
        if (facts.Document is { } document) AddDocument(worker, document);
        log.Add(RegisterLog.Workers, worker.Id, action);
        return worker;
    }

    /// <summary>Registers a document of identity that was shown; the same one twice is one.</summary>
    internal Certificate AddDocument(Worker worker, DocumentFacts document)
    {
        var paper = new Certificate
        {
            Number = document.Number,
            Kind = document.Kind,
            CaseId = null,
            EnterpriseId = null,
            WorkerId = worker.Id,
            HolderName = worker.NameLatin,
            HolderCode = "",
            IssuerDepartmentCode = "",
            IssuerName = document.Issuer,
            FilingNumber = null,
            IssuedAt = ChinaTime.StartOf(document.IssuedOn),
            ValidFrom = document.IssuedOn,
            ValidTo = document.ExpiresOn,
            Contents = "{}",
        };
        paper.Note(
            Certificate.RegisteredAct, new CertificateAct(log.Actor, document.IssuedOn, null, null, log.Now));
        db.Certificates.Add(paper);
        return paper;
    }

    /// <summary>Changes the given fields, and registers the document where one is among them.</summary>
    public async Task<Worker> ChangeAsync(
        Guid id,
        IReadOnlyDictionary<string, string?> texts,
        string? reason,
        int? revision = null,
        CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        var worker = await MustFindAsync(id, cancellation);
        if (!sight.MayChange(worker)) throw RuleViolation.Forbidden("NotAllowed");
        if (revision is { } seen && seen != worker.Revision) throw new RuleViolation("RecordChanged");
        var merged = new Dictionary<string, string?>(WorkerFacts.Of(worker).ToTexts());
        // A name that changes changes its Latin form, unless that was given too.
        if (texts.ContainsKey(WorkerFields.NameOriginal)) merged[WorkerFields.NameLatin] = null;
        foreach (var (field, text) in texts) merged[field] = text;
        var check = WorkerCheck.Read(merged, log.Today, needsDocument: false, out var facts);
        if (!check.IsRight) throw RuleViolation.Invalid(check.Errors);
        MustBeNew(await SureHitsAsync(facts, worker.Id, cancellation), isAnother: true);
        await ApplyAsync(worker, facts, "changed", why, cancellation);
        return worker;
    }

    /// <summary>Writes checked facts over a record; answers whether anything was new.</summary>
    internal async Task<bool> ApplyAsync(
        Worker worker, WorkerFacts facts, string action, string? reason, CancellationToken cancellation = default)
    {
        var difference = DifferenceOf(worker, facts);
        if (facts.Document is { } document)
        {
            var isKnown = await db.Certificates.AnyAsync(
                paper => paper.WorkerId == worker.Id && paper.Kind == document.Kind && paper.Number == document.Number,
                cancellation);
            if (!isKnown)
            {
                AddDocument(worker, document);
                difference.Note(WorkerFields.DocumentNumber, null, document.Number);
            }
        }

        if (difference.IsEmpty) return false;
        facts.WriteTo(worker);
        worker.Revision++;
        log.Add(RegisterLog.Workers, worker.Id, action, reason, difference);
        await moves.NoteAsync(worker, difference, reason, cancellation);
        return true;
    }

    /// <summary>
    /// Ends or begins employment. An employer lets its people go; with whom somebody goes to work is registered by
    /// the window.
    /// </summary>
    /// <param name="id">The worker.</param>
    /// <param name="creditCode">The new employer, a firm of the pilot; blank leaves the worker without one.</param>
    /// <param name="reason">Why; kept in the history.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<Worker> EmployAsync(
        Guid id, string? creditCode, string? reason, CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        var worker = await MustFindAsync(id, cancellation);
        var firm = await FirmAsync(Employer, creditCode, cancellation);
        if (firm is null ? !sight.AnswersFor(worker) : !sight.KeepsRegister)
            throw RuleViolation.Forbidden("NotAllowed");
        if (firm is not null && (EnterpriseKinds.IsAgency(firm.Kind) || !firm.IsPilotOn(log.Today)))
            throw RuleViolation.Invalid(Employer, "EnterpriseNotOnPilotList", firm.Name);
        var difference = new RecordDifference();
        if (!difference.Note(Employer, await NameAsync(worker.EnterpriseId, cancellation), firm?.Name))
            return worker;
        worker.EnterpriseId = firm?.Id;
        // A post is one of the certificate of the employer that was.
        if (difference.Note(WorkerFields.PostCode, worker.PostCode, null)) worker.PostCode = null;
        worker.Revision++;
        log.Add(RegisterLog.Workers, worker.Id, "employed", why, difference);
        await moves.NoteAsync(worker, difference, why, cancellation);
        return worker;
    }

    /// <summary>
    /// Says which agency acts for the worker, which it does with the licence for it and a power of attorney each time;
    /// an agency gives a client up itself.
    /// </summary>
    /// <param name="id">The worker.</param>
    /// <param name="creditCode">The agency; blank leaves the worker without one.</param>
    /// <param name="reason">Why; kept in the history.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<Worker> EntrustAsync(
        Guid id, string? creditCode, string? reason, CancellationToken cancellation = default)
    {
        var why = RegisterLog.MustHaveReason(reason);
        var worker = await MustFindAsync(id, cancellation);
        var agency = await FirmAsync(Agency, creditCode, cancellation);
        var isGivenUp = agency is null && worker.AgencyId is { } held && held == log.Actor.EnterpriseId;
        if (!isGivenUp && !sight.AnswersFor(worker)) throw RuleViolation.Forbidden("NotAllowed");
        if (agency is not null && !EnterpriseKinds.IsAgency(agency.Kind))
            throw RuleViolation.Invalid(Agency, "FirmIsNoAgency", agency.Name);
        var difference = new RecordDifference();
        if (!difference.Note(Agency, await NameAsync(worker.AgencyId, cancellation), agency?.Name)) return worker;
        worker.AgencyId = agency?.Id;
        worker.Revision++;
        log.Add(RegisterLog.Workers, worker.Id, "entrusted", why, difference);
        return worker;
    }

    // Name and credit code of a firm are public; what else there is of it is not asked here.
    private async Task<Enterprise?> FirmAsync(string field, string? creditCode, CancellationToken cancellation)
    {
        if (PlainText.Of(creditCode)?.ToUpperInvariant() is not { } code) return null;
        return db.Enterprises.Local.FirstOrDefault(firm => firm.UnifiedSocialCreditCode == code)
            ?? await db.Enterprises.FirstOrDefaultAsync(firm => firm.UnifiedSocialCreditCode == code, cancellation)
            ?? throw RuleViolation.Invalid(field, "FirmOfCodeUnknown", code);
    }

    private async Task<string?> NameAsync(Guid? firm, CancellationToken cancellation) =>
        firm is { } id ? (await db.Enterprises.FindAsync([id], cancellation))?.Name : null;

    internal static RecordDifference DifferenceOf(Worker worker, WorkerFacts facts)
    {
        var (before, after) = (WorkerFacts.Of(worker).ToTexts(), facts.ToTexts());
        var difference = new RecordDifference();
        foreach (var field in WorkerFields.OfPerson) difference.Note(field, before[field], after[field]);
        return difference;
    }

    private async Task<IReadOnlyList<Duplicate>> SureHitsAsync(
        WorkerFacts facts, Guid self, CancellationToken cancellation) =>
        await duplicates.OfAsync(facts, self, cancellation);

    private void MustBeNew(IReadOnlyList<Duplicate> hits, bool isAnother)
    {
        var reasons = hits.Where(hit => !isAnother || hit.Ground != DuplicateGround.NameAndBirth)
            .Select(SentenceOf).ToList();
        if (reasons.Count > 0) throw RuleViolation.Because("WorkerKnown", reasons);
    }

    // Whoever may not see the record learns that there is one, but not whose it is.
    internal Sentence SentenceOf(Duplicate hit) => sight.Sees(hit.Worker)
        ? new Sentence($"WorkerKnownBy{hit.Ground}", hit.Worker.NameOriginal, hit.Worker.Id.ToString())
        : new Sentence("WorkerKnownElsewhere");
}
