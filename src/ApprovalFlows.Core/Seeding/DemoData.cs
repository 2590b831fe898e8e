using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Seeding;

/// <summary>Accounts and enterprises to try the system with. Development only.</summary>
public sealed class DemoData(AppDbContext db, AccountService accounts, TimeProvider time)
{
    public const string Password = "Approval#2026";
    private static readonly DateOnly PilotStart = new(2017, 7, 1);

    public async Task LoadAsync(CancellationToken cancellation = default)
    {
        if (await db.Users.AnyAsync(cancellation)) return;
        var file = SeedFile.Read<DemoFile>("Seeding/demo.json");
        var enterprises = file.Enterprises.ToDictionary(row => row.Key, row => new Enterprise
        {
            Name = row.Name,
            UnifiedSocialCreditCode = row.Code,
            Kind = row.Kind,
            AreaCode = row.AreaCode,
            ParkCode = row.Park,
            PilotFrom = PilotStart,
        });
        db.Enterprises.AddRange(enterprises.Values);
        var workers = file.Workers.ToDictionary(row => row.Key, row => Person(row, enterprises[row.Enterprise].Id));
        db.Workers.AddRange(workers.Values);
        foreach (var row in file.Workers) db.Certificates.Add(Pass(row, workers[row.Key]));
        foreach (var row in file.Accounts)
        {
            var enterprise = row.Enterprise is null ? null : enterprises[row.Enterprise];
            var user = accounts.Add(row.Name, row.Display, Password, row.Role, enterprise?.Id);
            if (row.Worker is not null) (user.WorkerId, user.Language) = (workers[row.Worker].Id, "vi");
            user.Email = $"{row.Name}@example.org";
            if (row.Department is not null) Appoint(user, row.Department, row.Post!);
        }
    }

    private void Appoint(User user, string department, string post) => db.PostHoldings.Add(new PostHolding
    {
        UserId = user.Id,
        DepartmentCode = department,
        PostCode = post,
        From = PilotStart,
    });

    private Worker Person(WorkerRow row, Guid employer) => new()
    {
        NameOriginal = row.Name,
        NameLatin = row.Latin,
        NameChinese = row.Chinese,
        Sex = row.Sex,
        BirthDate = row.BirthDate,
        Nationality = "VNM",
        PersonalNumber = row.PersonalNumber,
        HomeProvince = row.Province,
        HomeCommune = row.Commune,
        EnterpriseId = employer,
        WorkAreaCode = row.AreaCode,
        ParkCode = row.Park,
        CreatedAt = time.GetUtcNow(),
    };

    // A pass is valid for twelve months [P36].
    private Certificate Pass(WorkerRow row, Worker holder)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return new Certificate
        {
            Number = row.PassNumber,
            Kind = CertificateKinds.BorderPass,
            CaseId = null,
            EnterpriseId = null,
            WorkerId = holder.Id,
            HolderName = row.Latin,
            HolderCode = "",
            IssuerDepartmentCode = "",
            IssuerName = row.PassIssuer,
            FilingNumber = null,
            IssuedAt = time.GetUtcNow(),
            ValidFrom = today,
            ValidTo = today.AddMonths(12),
            Contents = "{}",
        };
    }

    private sealed record DemoFile(
        string Source,
        IReadOnlyList<EnterpriseRow> Enterprises,
        IReadOnlyList<WorkerRow> Workers,
        IReadOnlyList<AccountRow> Accounts);

    private sealed record WorkerRow(
        string Key,
        string Name,
        string Latin,
        string Chinese,
        Sex Sex,
        DateOnly BirthDate,
        string PersonalNumber,
        string Province,
        string Commune,
        string Enterprise,
        string AreaCode,
        string Park,
        string PassNumber,
        string PassIssuer);

    private sealed record EnterpriseRow(
        string Key, string Name, string Code, string Kind, string AreaCode, string Park);

    private sealed record AccountRow(
        string Name, string Display, string Role, string? Enterprise, string? Worker, string? Department, string? Post);
}

/// <summary>Outside Development: the first account, if a password for it is given.</summary>
public sealed class FirstAccount(AppDbContext db, AccountService accounts)
{
    public const string UserName = "admin";

    public async Task MakeAsync(string? password, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(password) || await db.Users.AnyAsync(cancellation)) return;
        accounts.Add(UserName, UserName, password, Roles.Admin, null);
    }
}
