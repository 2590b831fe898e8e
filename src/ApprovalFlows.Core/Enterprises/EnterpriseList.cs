using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Enterprises;

public sealed record EnterpriseQuery
{
    /// <summary>Part of the name, or of the credit code.</summary>
    public string? Text { get; init; }
    public string? Kind { get; init; }
    public string? AreaCode { get; init; }

    /// <summary>Only those on the pilot list today, or only those that are not.</summary>
    public bool? IsPilot { get; init; }
    public Guid? After { get; init; }
    public int PageSize { get; init; } = 20;
}

public sealed record EnterprisePage(IReadOnlyList<Enterprise> Items, int TotalCount, Guid? Next);

/// <summary>An enterprise as the actor may see it.</summary>
public sealed record EnterpriseView(
    Guid Id,
    IReadOnlyDictionary<string, string?> Fields,
    IReadOnlyList<string> Unmaskable,
    IReadOnlyList<string> Changeable,
    bool IsPilot,
    Quota? Quota,
    IReadOnlyList<string> Services,
    IReadOnlyList<Certificate> Certificates,
    IReadOnlyList<RegisterChangeView> History,
    int Revision)
{
    public string? this[string field] => Fields.GetValueOrDefault(field);
}

/// <summary>Finds and shows enterprises.</summary>
public sealed class EnterpriseList(
    AppDbContext db, EnterpriseService enterprises, EnterpriseSight sight, QuotaService quotas, RegisterLog log)
{
    public const int MaxPageSize = 100;

    public async Task<EnterprisePage> ListAsync(EnterpriseQuery asked, CancellationToken cancellation = default)
    {
        if (!sight.SeesAny) throw RuleViolation.Forbidden("NotAllowed");
        var size = Math.Clamp(asked.PageSize, 1, MaxPageSize);
        var firms = Filtered(await sight.AmongAsync(db.Enterprises.AsNoTracking(), cancellation), asked);
        var total = await firms.CountAsync(cancellation);
        if (asked.After is { } after) firms = firms.Where(firm => firm.Id < after);
        var rows = await firms.OrderByDescending(firm => firm.Id).Take(size + 1).ToListAsync(cancellation);
        var hasMore = rows.Count > size;
        if (hasMore) rows.RemoveAt(size);
        return new EnterprisePage(rows, total, hasMore ? rows[^1].Id : null);
    }

    public async Task<EnterpriseView> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var firm = await enterprises.MustFindAsync(id, cancellation);
        var seen = await sight.OfAsync(firm, cancellation);
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.EnterpriseId == id && paper.WorkerId == null
                && (paper.Kind == CertificateKinds.Employer || paper.Kind == CertificateKinds.LabourService))
            .OrderByDescending(paper => paper.ValidTo)
            .Take(50)
            .ToListAsync(cancellation);
        var today = log.Today;
        return new EnterpriseView(
            firm.Id,
            EnterpriseFields.ToTexts(firm).ToDictionary(
                field => field.Key, field => Shown(field.Key, field.Value, seen)),
            firm.RepresentativeId is not null
                && Visibility.FieldOf(EnterpriseFields.RepresentativeId)!.MayUnmask(seen)
                ? [EnterpriseFields.RepresentativeId]
                : [],
            sight.ChangeableOf(firm),
            firm.IsPilotOn(today),
            firm.Kind == EnterpriseKinds.Employer ? await quotas.OfAsync(id, today, cancellation: cancellation) : null,
            [
                .. papers.Where(paper => paper.Kind == CertificateKinds.LabourService
                    && paper.StateOn(today) == CertificateState.Valid)
                    .SelectMany(LicensedServices.Of).Distinct(),
            ],
            [.. papers.Where(paper => Visibility.ShareOf(paper.Kind, seen) != PaperShare.None)],
            await HistoryAsync(id, seen, cancellation),
            firm.Revision);
    }

    private async Task<IReadOnlyList<RegisterChangeView>> HistoryAsync(
        Guid id, Sight seen, CancellationToken cancellation) =>
    [
        .. (await log.ListAsync(RegisterLog.Enterprises, id, cancellation)).Select(change =>
            new RegisterChangeView(change.Action, change.At, change.ActorName, change.Reason,
            [
                .. RecordDifference.Read(change.Fields).Select(field => new FieldChange(
                    field.Key,
                    Shown(field.Key, field.Value.ElementAtOrDefault(0), seen),
                    Shown(field.Key, field.Value.ElementAtOrDefault(1), seen))),
            ])),
    ];

    private static string? Shown(string field, string? value, Sight seen) =>
        Visibility.FieldOf(field) is { } known ? known.Show(value, seen) : value;

    private IQueryable<Enterprise> Filtered(IQueryable<Enterprise> firms, EnterpriseQuery asked)
    {
        if (PlainText.Of(asked.Text) is { } text)
        {
            var code = text.ToUpperInvariant();
            firms = firms.Where(firm => firm.Name.Contains(text) || firm.UnifiedSocialCreditCode.Contains(code));
        }

        if (PlainText.Of(asked.Kind) is { } kind) firms = firms.Where(firm => firm.Kind == kind);
        if (PlainText.Of(asked.AreaCode) is { } area)
            firms = firms.Where(firm => firm.AreaCode.StartsWith(area));
        var today = log.Today;
        return asked.IsPilot switch
        {
            true => firms.Where(firm => firm.PilotFrom <= today && (firm.PilotTo == null || firm.PilotTo >= today)),
            false => firms.Where(firm => firm.PilotFrom == null || firm.PilotFrom > today || firm.PilotTo < today),
            _ => firms,
        };
    }
}
