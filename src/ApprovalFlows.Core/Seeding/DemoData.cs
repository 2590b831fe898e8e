using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Seeding;

/// <summary>Accounts and enterprises to try the system with. Development only.</summary>
public sealed class DemoData(
    AppDbContext db, AccountService accounts, WorkerService workers, CurrentActor current, TimeProvider time)
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
        var users = new Dictionary<string, User>();
        foreach (var row in file.Accounts)
        {
            var enterprise = row.Enterprise is null ? null : enterprises[row.Enterprise];
            var user = users[row.Name] = accounts.Add(row.Name, row.Display, Password, row.Role, enterprise?.Id);
            user.Email = $"{row.Name}@example.org";
            if (row.Department is not null) Appoint(user, row.Department, row.Post!);
        }

        foreach (var row in file.Workers)
        {
            var worker = await RegisterAsync(row, users, enterprises, cancellation);
            foreach (var account in file.Accounts.Where(account => account.Worker == row.Key))
                (users[account.Name].WorkerId, users[account.Name].Language) = (worker.Id, "vi");
        }
    }

    // Registered by the employer as any other, so that checks, history and entries are there.
    private async Task<Worker> RegisterAsync(
        WorkerRow row,
        Dictionary<string, User> users,
        Dictionary<string, Enterprise> enterprises,
        CancellationToken cancellation)
    {
        var (before, user) = (current.Actor, users[row.RegisteredBy]);
        current.Actor = new Actor(
            user.Id, user.UserName!, user.DisplayName, new HashSet<string> { Roles.Applicant }, [], user.EnterpriseId);
        var worker = await workers.RegisterAsync(TextsOf(row), cancellation: cancellation);
        worker.AgencyId = enterprises[row.Agency].Id;
        current.Actor = before;
        return worker;
    }

    private void Appoint(User user, string department, string post) => db.PostHoldings.Add(new PostHolding
    {
        UserId = user.Id,
        DepartmentCode = department,
        PostCode = post,
        From = PilotStart,
    });

    // A pass is valid for twelve months [P36].
    private Dictionary<string, string?> TextsOf(WorkerRow row)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return new Dictionary<string, string?>(row.Fields)
        {
            [WorkerFields.DocumentIssuedOn] = Iso(today),
            [WorkerFields.DocumentExpiresOn] = Iso(today.AddMonths(12)),
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record DemoFile(
        string Source,
        IReadOnlyList<EnterpriseRow> Enterprises,
        IReadOnlyList<WorkerRow> Workers,
        IReadOnlyList<AccountRow> Accounts);

    /// <param name="Key">What the accounts call it.</param>
    /// <param name="RegisteredBy">The account of the employer.</param>
    /// <param name="Agency">The agency that acts for the worker.</param>
    /// <param name="Fields">By the names of <see cref="WorkerFields"/>.</param>
    private sealed record WorkerRow(
        string Key, string RegisteredBy, string Agency, Dictionary<string, string?> Fields);

    private sealed record EnterpriseRow(
        string Key, string Name, string Code, string Kind, string AreaCode, string Park);

    private sealed record AccountRow(
        string Name, string Display, string Role, string? Enterprise, string? Worker, string? Department, string? Post);
}

/// <summary>The password of the first account cannot be taken; the message says which setting and why.</summary>
public sealed class FirstPasswordException(string message) : Exception(message);

/// <summary>Outside Development: the first account, if a password for it is given.</summary>
public sealed class FirstAccount(AppDbContext db, AccountService accounts)
{
    public const string UserName = "admin";

    /// <exception cref="FirstPasswordException">The password cannot be taken.</exception>
    public async Task MakeAsync(string? password, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(password) || await db.Users.AnyAsync(cancellation)) return;
        if (PasswordRules.FaultOf(password, UserName) is { } fault)
            throw new FirstPasswordException($"ApprovalFlows:Admin:Password: {fault.In(TextResources.English)}");
        accounts.Add(UserName, UserName, password, Roles.Admin, null);
    }
}
