using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Workers;

/// <summary>What the actor sees of workers: which records, and how much of each.</summary>
public sealed class WorkerSight(CurrentActor current)
{
    public Actor Actor => current.Actor;

    public bool SeesAny => Visibility.OfWorkers(Actor).Count > 0;

    public bool MayRegister => Visibility.OfWorkers(Actor).Any(row => row.IsWriter);

    /// <summary>Of a class, the most that any of the actor's positions shows of this worker.</summary>
    public Sight Of(Worker worker, string dataClass) => Visibility.OfWorkers(Actor)
        .Where(row => IsIn(row, worker))
        .Select(row => row.Of(dataClass))
        .DefaultIfEmpty(Sight.None)
        .Max();

    /// <summary>How much of papers of a kind: those of the worker, or those of firms that they rest on.</summary>
    public PaperShare ShareOf(Worker worker, string kind) =>
        Visibility.ShareOf(kind, Of(worker, Visibility.ClassOfPaper(kind)));

    /// <summary>A paper as the actor may see it; null where not even that there is one.</summary>
    public PaperView? Show(Worker worker, Certificate paper, DateOnly today)
    {
        var seen = Of(worker, Visibility.ClassOfPaper(paper.Kind));
        var share = Visibility.ShareOf(paper.Kind, seen);
        return share == PaperShare.None ? null : new PaperView(
            paper.Id, paper.Kind, CertificateKinds.NameOf(paper.Kind), paper.StateOn(today),
            Visibility.NumberOf(paper.Kind, paper.Number, seen),
            share == PaperShare.Full && paper.IssuerName.Length > 0 ? paper.IssuerName : null,
            paper.ValidFrom, paper.ValidTo);
    }

    public bool MayChange(Worker worker) =>
        Visibility.OfWorkers(Actor).Any(row => row.IsWriter && IsIn(row, worker));

    /// <summary>The window: it alone joins records and says who goes to work for whom.</summary>
    public bool KeepsRegister =>
        Visibility.OfWorkers(Actor).Any(row => row is { IsWriter: true, Scope: SightScope.All });

    /// <summary>The employer answers for its people [D§6.2]: lets them go, says which agency acts for them.</summary>
    public bool AnswersFor(Worker worker) => KeepsRegister
        || (worker.EnterpriseId is { } employer && employer == Actor.EnterpriseId);

    public bool Sees(Worker worker) => Visibility.OfWorkers(Actor).Any(row => IsIn(row, worker));

    /// <summary>The workers whose records the actor may open.</summary>
    public IQueryable<Worker> Among(IQueryable<Worker> workers)
    {
        var rows = Visibility.OfWorkers(Actor);
        if (rows.Any(row => row.Scope == SightScope.All)) return workers;
        var self = Actor.WorkerId;
        var firm = rows.Any(row => row.Scope == SightScope.Own) ? Actor.EnterpriseId : null;
        var inParks = rows.Any(row => row.Scope == SightScope.Park);
        var areas = rows.SelectMany(row => row.Areas ?? []).Distinct().ToList();
        return (self, firm, inParks, areas.Count) switch
        {
            (null, { } own, false, 0) => workers.Where(row => row.EnterpriseId == own || row.AgencyId == own),
            ({ } me, null, false, 0) => workers.Where(row => row.Id == me),
            (null, null, true, 0) => workers.Where(row => row.ParkCode != null),
            _ => workers.Where(row => (self != null && row.Id == self)
                || (firm != null && (row.EnterpriseId == firm || row.AgencyId == firm))
                || (inParks && row.ParkCode != null)
                || (row.WorkAreaCode != null && areas.Contains(row.WorkAreaCode.Substring(0, 6)))),
        };
    }

    private bool IsIn(Audience row, Worker worker) => row.Scope switch
    {
        SightScope.All => true,
        SightScope.Self => worker.Id == Actor.WorkerId,
        SightScope.Own => IsOwn(row, worker),
        SightScope.Park => worker.ParkCode is not null,
        SightScope.Area => worker.WorkAreaCode is { } area
            && row.Areas?.Any(part => area.StartsWith(part, StringComparison.Ordinal)) == true,
        _ => false,
    };

    private bool IsOwn(Audience row, Worker worker) => Actor.EnterpriseId is { } own
        && (row.Code == "agency" ? worker.AgencyId == own : worker.EnterpriseId == own);
}
