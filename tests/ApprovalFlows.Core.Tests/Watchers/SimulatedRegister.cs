using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Watchers;

/// <summary>Workers and papers of a few firms, and what happens to them by chance.</summary>
internal sealed class SimulatedRegister(CoreHost host, int seed, int workers)
{
    private const int Firms = 5;
    private static readonly string[] Kinds = ["WG", "JK", "TL", "XY", "YW", "GS", "TX", "ZD"];
    private readonly Random random = new(seed);
    private readonly List<Guid> firms = [];
    private readonly List<Guid> people = [];

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    private DateOnly Today => ChinaTime.DateOf(Now);

    public Task FillAsync() => host.Work.RunAsync<AppDbContext>(null, db =>
    {
        for (var index = 0; index < Firms; index++)
        {
            var firm = new Enterprise
            {
                Name = $"firm {index}",
                UnifiedSocialCreditCode = $"91450681MA5000000{index}",
                Kind = "employer",
                AreaCode = "450681",
            };
            firms.Add(firm.Id);
            db.Add(firm);
            db.Add(Papers.Of("YG", null, firm.Id, Day(-300, -100), Day(-20, 120), Now, workers / Firms - 8));
            if (index > 0) db.Add(Person($"firm{index}", firm.Id));
        }

        AddOffice(db, "window", "hr-bureau", "window");
        AddOffice(db, "station", "police-station", "registration");
        for (var index = 0; index < workers; index++) AddWorker(db, index);
        return Task.CompletedTask;
    });

    /// <summary>What a day brings: renewals, exits, suspensions, ends, corrections.</summary>
    public Task LiveAsync(int events) => host.Work.RunAsync<AppDbContext>(null, async db =>
    {
        for (var index = 0; index < events; index++)
        {
            var worker = Pick(people);
            var papers = await db.Certificates.Include(paper => paper.Suspensions)
                .Where(paper => paper.WorkerId == worker).ToListAsync();
            switch (random.Next(7))
            {
                case 0 or 1:
                    Renew(db, Pick(papers));
                    break;
                case 2:
                    Suspend(Pick(papers));
                    break;
                case 3:
                    End(Pick(papers));
                    break;
                case 4 or 5:
                    Cross(db, worker);
                    break;
                default:
                    await CorrectAsync(db);
                    break;
            }

            await db.SaveChangesAsync();
        }
    });

    public Task<World> LookAsync() => host.ReadAsync<AppDbContext, World>(async db => new World(
        await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions).ToListAsync(),
        await db.Workers.AsNoTracking().ToListAsync(),
        await db.Crossings.AsNoTracking().ToListAsync()));

    private void AddWorker(AppDbContext db, int index)
    {
        var firm = firms[index % Firms];
        var worker = new Worker
        {
            NameOriginal = "Nguyễn Thị Mậu",
            NameLatin = "NGUYEN THI MAU",
            Sex = Sex.Female,
            BirthDate = new DateOnly(1995, 3, 14),
            Nationality = "VNM",
            Mode = index % 4 == 0 ? WorkerMode.Commuter : WorkerMode.Resident,
            EnterpriseId = firm,
            CreatedAt = Now,
        };
        people.Add(worker.Id);
        db.Add(worker);
        if (index % 10 == 0) db.Add(Person($"worker{index}", null, worker.Id));
        foreach (var kind in Kinds.Where(_ => random.Next(12) > 0))
            db.Add(Papers.Of(kind, worker.Id, kind == "TX" ? null : firm, Day(-150, 3), Day(-65, 110), Now));
        if (random.Next(2) == 0) Cross(db, worker.Id);
    }

    // A third leaves a gap, one starts later than today, some are registered long after they began.
    private void Renew(AppDbContext db, Certificate old)
    {
        var from = random.Next(3) == 0 ? Day(-5, 10) : old.ValidTo.AddDays(1);
        db.Add(Papers.Of(
            old.Kind, old.WorkerId, random.Next(8) == 0 ? Pick(firms) : old.EnterpriseId,
            from, from.AddDays(random.Next(5, 120)), Now));
    }

    private void Suspend(Certificate paper)
    {
        if (paper.IsEnded || paper.ValidTo < Today.AddDays(4)) return;
        var open = paper.Suspensions.Find(row => row.Until is null);
        if (open is not null) paper.Reinstate(Papers.Act(Later(open.From, Day(0, 3)), Now));
        else if (paper.Suspensions.Count == 0) paper.Suspend(Papers.Act(Day(0, 3), Now));
    }

    private void End(Certificate paper)
    {
        if (paper.IsEnded || paper.ValidTo < Today.AddDays(4)) return;
        paper.Cancel(Papers.Act(Day(0, 4), Now));
    }

    private void Cross(AppDbContext db, Guid worker) => db.Add(new Crossing
    {
        WorkerId = worker,
        DocumentKind = "TX",
        DocumentNumber = "C1234567",
        Direction = random.Next(2) == 0 ? CrossingDirection.Exit : CrossingDirection.Entry,
        At = Now.AddMinutes(-random.Next(1, 4000)),
        Port = "东兴",
        RecordedById = Guid.Empty,
        RecordedAt = Now,
    });

    private async Task CorrectAsync(AppDbContext db)
    {
        var rows = await db.Crossings.Where(row => row.VoidedAt == null).OrderBy(row => row.Id).ToListAsync();
        if (rows.Count == 0) return;
        var wrong = Pick(rows);
        (wrong.VoidedAt, wrong.VoidReason) = (Now, "test");
    }

    private static void AddOffice(AppDbContext db, string name, string office, string post)
    {
        var user = Person(name, null);
        db.Add(user);
        db.Add(new PostHolding
        {
            UserId = user.Id,
            DepartmentCode = office,
            PostCode = post,
            From = new DateOnly(2020, 1, 1),
        });
    }

    private static User Person(string name, Guid? firm, Guid? worker = null) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = name,
        DisplayName = name,
        EnterpriseId = firm,
        WorkerId = worker,
    };

    private DateOnly Day(int from, int to) => Today.AddDays(random.Next(from, to + 1));

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private T Pick<T>(List<T> list) => list[random.Next(list.Count)];
}
