namespace ApprovalFlows.Core.Certificates.Cascade;

internal static class PaperRows
{
    /// <summary>Papers with their suspensions, without their contents, of which some have pages.</summary>
    public static IQueryable<Certificate> Slim(this IQueryable<Certificate> papers) =>
        papers.AsNoTracking().Select(paper => new Certificate
        {
            Id = paper.Id,
            Number = paper.Number,
            Kind = paper.Kind,
            CaseId = paper.CaseId,
            EnterpriseId = paper.EnterpriseId,
            WorkerId = paper.WorkerId,
            AgentId = paper.AgentId,
            HolderName = paper.HolderName,
            HolderCode = paper.HolderCode,
            IssuerDepartmentCode = paper.IssuerDepartmentCode,
            IssuerName = paper.IssuerName,
            FilingNumber = null,
            IssuedAt = paper.IssuedAt,
            ValidFrom = paper.ValidFrom,
            ValidTo = paper.ValidTo,
            Contents = "{}",
            AreaCodes = paper.AreaCodes,
            PreviousId = paper.PreviousId,
            Status = paper.Status,
            EndedOn = paper.EndedOn,
            Suspensions = paper.Suspensions.ToList(),
        });

    /// <summary>The same paper as it would be after an act; the act is done to the copy.</summary>
    public static Certificate Copy(this Certificate paper, DateOnly? from = null, DateOnly? to = null) => new()
    {
        Id = from is null ? paper.Id : Guid.CreateVersion7(),
        Number = paper.Number,
        Kind = paper.Kind,
        CaseId = paper.CaseId,
        EnterpriseId = paper.EnterpriseId,
        WorkerId = paper.WorkerId,
        AgentId = paper.AgentId,
        HolderName = paper.HolderName,
        HolderCode = paper.HolderCode,
        IssuerDepartmentCode = paper.IssuerDepartmentCode,
        IssuerName = paper.IssuerName,
        FilingNumber = null,
        IssuedAt = paper.IssuedAt,
        ValidFrom = from ?? paper.ValidFrom,
        ValidTo = to ?? paper.ValidTo,
        Contents = "{}",
        AreaCodes = paper.AreaCodes,
        PreviousId = paper.PreviousId,
        Status = paper.Status,
        EndedOn = paper.EndedOn,
        Suspensions = [.. paper.Suspensions],
    };
}
