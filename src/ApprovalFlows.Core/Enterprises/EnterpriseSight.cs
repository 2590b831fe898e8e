using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Enterprises;

/// <summary>What the actor sees of enterprises, and which fields of them the actor may change.</summary>
public sealed class EnterpriseSight(AppDbContext db, CurrentActor current)
{
    public Actor Actor => current.Actor;

    public bool SeesAny => Rows.Count > 0;

    /// <summary>市人社局 keeps the register of enterprises.</summary>
    public bool MayRegister => Actor.BelongsTo("hr-bureau");

    private IReadOnlyList<Audience> Rows =>
        [.. Visibility.Of(Actor).Where(row => row.Enterprise != Sight.None)];

    public IReadOnlyList<string> ChangeableOf(Enterprise firm) => MayRegister ? EnterpriseFields.All
        : firm.Id == Actor.EnterpriseId ? EnterpriseFields.OfItself
        : [];

    public async Task<Sight> OfAsync(Enterprise firm, CancellationToken cancellation = default)
    {
        var employer = await EmployerAsync(cancellation);
        return Rows.Where(row => IsIn(row, firm, employer)).Select(row => row.Enterprise)
            .DefaultIfEmpty(Sight.None).Max();
    }

    public async Task<bool> SeesAsync(Enterprise firm, CancellationToken cancellation = default) =>
        await OfAsync(firm, cancellation) != Sight.None;

    public async Task<IQueryable<Enterprise>> AmongAsync(
        IQueryable<Enterprise> firms, CancellationToken cancellation = default)
    {
        var rows = Rows;
        if (rows.Any(row => row.Scope == SightScope.All)) return firms;
        var own = rows.Any(row => row.Scope == SightScope.Own) ? Actor.EnterpriseId : null;
        var employer = await EmployerAsync(cancellation);
        var inParks = rows.Any(row => row.Scope == SightScope.Park);
        var areas = rows.SelectMany(row => row.Areas ?? []).Distinct().ToList();
        return firms.Where(firm => firm.Id == own || firm.Id == employer || (inParks && firm.ParkCode != null)
            || areas.Contains(firm.AreaCode.Substring(0, 6)));
    }

    private bool IsIn(Audience row, Enterprise firm, Guid? employer) => row.Scope switch
    {
        SightScope.All => true,
        SightScope.Self => firm.Id == employer,
        SightScope.Own => firm.Id == Actor.EnterpriseId,
        SightScope.Park => firm.ParkCode is not null,
        SightScope.Area => row.Areas?.Any(
            part => firm.AreaCode.StartsWith(part, StringComparison.Ordinal)) == true,
        _ => false,
    };

    private async Task<Guid?> EmployerAsync(CancellationToken cancellation) => Actor.WorkerId is { } me
        ? await db.Workers.Where(row => row.Id == me).Select(row => row.EnterpriseId).FirstOrDefaultAsync(cancellation)
        : null;
}
