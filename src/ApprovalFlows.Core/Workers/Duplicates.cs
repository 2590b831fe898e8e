using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Workers;

public enum DuplicateGround
{
    /// <summary>The same kind, issuer and number of document.</summary>
    Document,
    PersonalNumber,

    /// <summary>Namesakes born on one day: perhaps the same person.</summary>
    NameAndBirth,
}

/// <summary>A record that is, or may be, of the same person.</summary>
public sealed record Duplicate(Worker Worker, DuplicateGround Ground);

/// <summary>
/// Finds records of the same person; for a batch in three queries, however many rows it has. Whoever asks is about to
/// write, and no other registration comes in between until that is committed.
/// </summary>
public sealed class Duplicates(AppDbContext db, WriteTransaction transaction)
{
    // Names the turn of registrations among all others of the database.
    private const long Turn = 0x776F726B657273;

    public async Task<IReadOnlyList<Duplicate>> OfAsync(
        WorkerFacts facts, Guid? except = null, CancellationToken cancellation = default)
    {
        var found = await OfAllAsync([facts], cancellation);
        return [.. found.Of(facts).Where(hit => hit.Worker.Id != except)];
    }

    /// <summary>Everything that the given ones hit, to be asked row by row without the database.</summary>
    public async Task<DuplicateSet> OfAllAsync(
        IReadOnlyCollection<WorkerFacts> rows, CancellationToken cancellation = default)
    {
        await TakeTurnAsync(cancellation);
        var numbers = rows.Select(row => row.Document?.Number).OfType<string>().Distinct().ToList();
        var persons = rows.Select(row => row.PersonalNumber).OfType<string>().Distinct().ToList();
        var names = rows.Select(row => row.NameLatin).Distinct().ToList();
        var days = rows.Select(row => row.BirthDate).Distinct().ToList();
        var documents = await db.Certificates.AsNoTracking()
            .Where(paper => numbers.Contains(paper.Number) && paper.WorkerId != null)
            .Select(paper => new HeldDocument(paper.Kind, paper.IssuerName, paper.Number, paper.WorkerId!.Value))
            .ToListAsync(cancellation);
        documents.RemoveAll(paper => !DocumentCheck.IsIdentity(paper.Kind));
        var holders = documents.Select(paper => paper.WorkerId).Distinct().ToList();
        var workers = await db.Workers
            .Where(row => row.MergedIntoId == null && (holders.Contains(row.Id)
                || (row.PersonalNumber != null && persons.Contains(row.PersonalNumber))
                || (names.Contains(row.NameLatin) && days.Contains(row.BirthDate))))
            .ToListAsync(cancellation);
        return new DuplicateSet(workers, documents);
    }

    // SQLite has one writer anyway.
    private async Task TakeTurnAsync(CancellationToken cancellation)
    {
        await transaction.BeginAsync(cancellation);
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Turn})", cancellation);
    }
}

public sealed record HeldDocument(string Kind, string Issuer, string Number, Guid WorkerId);

/// <summary>Known records among which duplicates are looked for; those of a batch come in as they are made.</summary>
public sealed class DuplicateSet(IReadOnlyList<Worker> known, IReadOnlyList<HeldDocument> documents)
{
    private readonly Dictionary<Guid, Worker> byId = known.ToDictionary(row => row.Id);
    // Of a merged record, the document that both had stays with the one that went.
    private readonly Dictionary<(string, string, string), Guid> byDocument = documents
        .Where(paper => known.Any(row => row.Id == paper.WorkerId))
        .DistinctBy(paper => (paper.Kind, Issuer(paper.Issuer), paper.Number))
        .ToDictionary(paper => (paper.Kind, Issuer(paper.Issuer), paper.Number), paper => paper.WorkerId);

    private readonly Dictionary<string, Worker> byNumber = known.Where(row => row.PersonalNumber is not null)
        .DistinctBy(row => row.PersonalNumber).ToDictionary(row => row.PersonalNumber!);

    private readonly Dictionary<(string, DateOnly), Worker> byName = known
        .DistinctBy(row => (row.NameLatin, row.BirthDate)).ToDictionary(row => (row.NameLatin, row.BirthDate));

    /// <summary>The surest first; each record once.</summary>
    public IEnumerable<Duplicate> Of(WorkerFacts facts) => All(facts).DistinctBy(hit => hit.Worker.Id);

    public bool Holds(DocumentFacts document) =>
        byDocument.ContainsKey((document.Kind, Issuer(document.Issuer), document.Number));

    public void Add(Worker worker, DocumentFacts? document)
    {
        byId[worker.Id] = worker;
        if (worker.PersonalNumber is { } number) byNumber.TryAdd(number, worker);
        byName.TryAdd((worker.NameLatin, worker.BirthDate), worker);
        if (document is not null)
            byDocument.TryAdd((document.Kind, Issuer(document.Issuer), document.Number), worker.Id);
    }

    private IEnumerable<Duplicate> All(WorkerFacts facts)
    {
        if (facts.Document is { } document
            && byDocument.TryGetValue((document.Kind, Issuer(document.Issuer), document.Number), out var holder)
            && byId.TryGetValue(holder, out var known))
            yield return new Duplicate(known, DuplicateGround.Document);
        if (facts.PersonalNumber is { } number && byNumber.TryGetValue(number, out var same))
            yield return new Duplicate(same, DuplicateGround.PersonalNumber);
        if (byName.TryGetValue((facts.NameLatin, facts.BirthDate), out var namesake)
            && (facts.PersonalNumber is null || namesake.PersonalNumber is null
                || facts.PersonalNumber == namesake.PersonalNumber))
            yield return new Duplicate(namesake, DuplicateGround.NameAndBirth);
    }

    private static string Issuer(string name) => Inbox.Search.SearchText.Fold(name);
}
