using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>One of the forty firms, with what it will do and what the offices take off.</summary>
internal sealed record AssessedFirm(int Index)
{
    public const int Count = 40;
    public const string Phone = "13900139000";

    public string UserName => string.Create(CultureInfo.InvariantCulture, $"firm{Index}");
    public string Code { get; } = CodeOf(Index);
    public bool IsInPark => Index % 10 != 0;
    public bool IsAgency => Index is 5 or 15;
    public bool IsSuspended => Index == 7;
    public bool IsRevoked => Index == 8;

    /// <summary>Four report on the last day, four not at all.</summary>
    public bool IsLate => Index is >= 32 and < 36;
    public bool Reports => Index < 36;

    /// <summary>Points that an office takes off, the same whenever it is asked; never more than it has.</summary>
    public int Lost(string office) => office switch
    {
        "hr-bureau" => Index % 7 * 2,
        "police" => Index % 5,
        "customs" => Index % 11 == 3 ? 10 : 0,
        "border-inspection" => Index % 3,
        _ => Index % 13 == 1 ? 14 : Index % 4,
    };

    private static string CodeOf(int index)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"91450681MA5{index:D5}");
        body += OrganisationCode.CheckCharacterOf(body.AsSpan(8, 8));
        return body + UnifiedSocialCreditCode.CheckCharacterOf(body);
    }
}

/// <summary>Puts the firms with their certificates of a year and their accounts into the registers.</summary>
internal static class AssessedFirms
{
    public static Task RegisterAsync(TestApplication application, int year, CancellationToken cancellation) =>
        application.Services.GetRequiredService<UnitOfWork>().RunAsync<IServiceProvider>(
            null,
            async services =>
            {
                var db = services.GetRequiredService<AppDbContext>();
                var accounts = services.GetRequiredService<AccountService>();
                for (var index = 0; index < AssessedFirm.Count; index++)
                    Add(db, accounts, new AssessedFirm(index), year);
                // Its certificate begins after the year: nobody assesses it.
                Add(db, accounts, new AssessedFirm(AssessedFirm.Count), year + 1);
                await db.SaveChangesAsync(cancellation);
            },
            cancellation);

    private static void Add(AppDbContext db, AccountService accounts, AssessedFirm of, int year)
    {
        var firm = new Enterprise
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"评估示例企业{of.Index}有限公司"),
            UnifiedSocialCreditCode = of.Code,
            Kind = of.IsAgency ? EnterpriseKinds.LabourAgency : EnterpriseKinds.Employer,
            AreaCode = "450681101",
            ParkCode = of.IsInPark ? "jiangping" : null,
            ContactName = "联系人",
            ContactPhone = AssessedFirm.Phone,
            PilotFrom = new DateOnly(2020, 1, 1),
        };
        db.Enterprises.Add(firm);
        accounts.Add(of.UserName, firm.Name, TestApplication.Password, Roles.Applicant, firm.Id);
        var paper = new Certificate
        {
            Number = CertificateNumber.Compose("450681", of.IsAgency ? "LW" : "YG", year, 100 + of.Index),
            Kind = of.IsAgency ? CertificateKinds.LabourService : CertificateKinds.Employer,
            CaseId = null,
            EnterpriseId = firm.Id,
            HolderName = firm.Name,
            HolderCode = of.Code,
            IssuerDepartmentCode = "hr-bureau",
            FilingNumber = null,
            IssuedAt = DateTimeOffset.UnixEpoch,
            ValidFrom = new DateOnly(year, 1, 1),
            ValidTo = new DateOnly(year, 12, 31),
            Contents = """{ "headcount": 10 }""",
        };
        if (of.IsRevoked)
            (paper.Status, paper.EndedOn) = (CertificateStatus.Revoked, new DateOnly(year, 8, 1));
        db.Certificates.Add(paper);
        if (!of.IsSuspended) return;
        db.CertificateSuspensions.Add(new CertificateSuspension
        {
            CertificateId = paper.Id,
            From = new DateOnly(year, 5, 1),
            Until = new DateOnly(year, 6, 1),
            Reason = "限期整改",
            OrderedById = Guid.CreateVersion7(),
            OrderedAt = DateTimeOffset.UnixEpoch,
        });
    }
}
