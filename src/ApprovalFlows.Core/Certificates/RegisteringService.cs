using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates;

/// <summary>A paper that others issued: a pass, a policy.</summary>
public sealed record RegisterRequest(
    string Kind,
    string Number,
    string IssuerName,
    Guid? WorkerId,
    Guid? EnterpriseId,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string Contents,
    Guid? CaseId,
    string? AreaCodes = null,
    Guid? PreviousId = null);

/// <summary>Takes papers of others into the register, each once.</summary>
public sealed class RegisteringService(
    AppDbContext db, PaperHolders holders, CurrentActor current, TimeProvider time)
{
    /// <summary>The paper that is there already where the same one was handed in before.</summary>
    /// <exception cref="RuleViolation">It was registered with other days, or is one of ours.</exception>
    public async Task<Certificate> RegisterAsync(
        RegisterRequest request, CancellationToken cancellation = default)
    {
        var number = request.Number.Trim().ToUpperInvariant();
        if (CertificateKinds.MustFind(request.Kind).IsNumbered)
            throw new RuleViolation("PaperIsIssuedHere", number);
        if (request.ValidTo < request.ValidFrom)
            throw new RuleViolation("PaperEndsBeforeItBegins", request.ValidFrom, request.ValidTo);
        if (await FindAsync(request, number, cancellation) is { } known) return MustBeSame(known, request);

        var holder = await holders.OfAsync(request.WorkerId, request.EnterpriseId, cancellation);
        var paper = PaperOf(request, number, holder, time.GetUtcNow());
        paper.Note(
            Certificate.RegisteredAct,
            new CertificateAct(
                current.Actor, request.ValidFrom, null, null, paper.IssuedAt, request.CaseId));
        db.Certificates.Add(paper);
        return paper;
    }

    // One that this unit of work added is in no table yet.
    private async Task<Certificate?> FindAsync(
        RegisterRequest request, string number, CancellationToken cancellation) =>
        db.Certificates.Local.FirstOrDefault(row => IsSame(row, request, number))
        ?? await db.Certificates.FirstOrDefaultAsync(
            row => row.Kind == request.Kind
                && row.IssuerName == request.IssuerName
                && row.Number == number
                && row.WorkerId == request.WorkerId,
            cancellation);

    private static bool IsSame(Certificate row, RegisterRequest request, string number) =>
        row.Kind == request.Kind && row.IssuerName == request.IssuerName
        && row.Number == number && row.WorkerId == request.WorkerId;

    private static Certificate MustBeSame(Certificate known, RegisterRequest request) =>
        known.ValidFrom == request.ValidFrom && known.ValidTo == request.ValidTo
            ? known
            : throw new RuleViolation("PaperRegisteredOtherwise", known.Number, known.ValidFrom, known.ValidTo);

    private static Certificate PaperOf(
        RegisterRequest request, string number, PaperHolder holder, DateTimeOffset now) => new()
        {
            Number = number,
            Kind = request.Kind,
            CaseId = request.CaseId,
            EnterpriseId = request.EnterpriseId,
            WorkerId = request.WorkerId,
            HolderName = holder.Name,
            HolderCode = holder.Code,
            IssuerDepartmentCode = "",
            IssuerName = request.IssuerName,
            FilingNumber = null,
            IssuedAt = now,
            ValidFrom = request.ValidFrom,
            ValidTo = request.ValidTo,
            Contents = request.Contents,
            AreaCodes = request.AreaCodes,
            PreviousId = request.PreviousId,
        };
}
