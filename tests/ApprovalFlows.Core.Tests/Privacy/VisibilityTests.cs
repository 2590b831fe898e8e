using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Tests.Privacy;

/// <summary>The matrix of domain.md 5.3, role by class, and the masking vectors of 5.2.</summary>
public sealed class VisibilityTests
{
    private static readonly string[] Classes =
        ["enterprise", "identity", "health", "stay", "agreement", "insurance", "crossing"];

    [Theory]
    [InlineData("hr-bureau/window", "Read Read Flag Flag Full Full Flag")]
    [InlineData("hr-bureau/re-check", "Read Read Flag Flag Full Full Flag")]
    [InlineData("hr-bureau/issuance", "Read Read Flag Flag Full Full Flag")]
    [InlineData("zone-office/approval", "Read Masked None None Masked Flag None")]
    [InlineData("dongxing-gov/initial-review", "Read Masked None None Masked Flag None")]
    [InlineData("police/exit-entry", "Read Read Flag Full None None Full")]
    [InlineData("police-station/registration", "Read Read None Full None None None")]
    [InlineData("border-inspection/inspection", "Read Read Flag Full None None Full")]
    [InlineData("customs/health", "Read Read Full None None None None")]
    [InlineData("customs/physician", "Read Read Full None None None None")]
    [InlineData("park-office/inspection", "Read Masked None Flag Flag Flag None")]
    [InlineData("youhao-gov/coordination", "Read None None None None None None")]
    [InlineData("worker", "Public Full Full Full Full Full Full")]
    [InlineData("employer", "Full Full Flag Full Full Full Flag")]
    [InlineData("auditor", "Public Public None None None None None")]
    [InlineData("admin", "None None None None None None None")]
    [InlineData("flow-admin", "None None None None None None None")]
    public void Classes_ForEachRole_AreSeenAsTheTableSays(string who, string expected)
    {
        var rows = Visibility.Of(ActorOf(who)).Where(row => row.Code != "agency").ToList();

        var seen = Classes.Select(one => rows.Select(row => row.Of(one)).DefaultIfEmpty(Sight.None).Max());

        Assert.Equal(expected, string.Join(' ', seen));
    }

    [Fact]
    public void Agency_OfItsClients_SeesFlagsWhereTheEmployerSeesAll()
    {
        var agency = Visibility.Audiences.Single(row => row.Code == "agency");

        Assert.Equal(
            "Full Full Flag Flag Masked Flag None", string.Join(' ', Classes.Select(agency.Of)));
    }

    [Theory]
    [InlineData("personalNumber", "022301004567", null, "********4567", "********4567")]
    [InlineData("documentNumber", "C1234567", null, "****4567", "****4567")]
    [InlineData("representativeId", "450681199001010012", null, "**************0012", "**************0012")]
    [InlineData("phone", "13800138000", null, "138****8000", "13800138000")]
    [InlineData("nameLatin", "NGUYEN THI MAU", "NGUYEN **", "NGUYEN THI MAU", "NGUYEN THI MAU")]
    [InlineData("birthDate", "1995-03-14", "1990s", "1995", "1995-03-14")]
    [InlineData("homeProvince", "Quảng Ninh", "Quảng Ninh", "Quảng Ninh", "Quảng Ninh")]
    [InlineData("homeCommune", "Móng Cái 1", null, "Móng Cái 1", "Móng Cái 1")]
    [InlineData("homeAddress", "Số 1", null, null, "Số 1")]
    public void Field_AtEachLevel_IsShownByTheRule(
        string field, string value, string? forPublic, string? forOther, string? forOwn)
    {
        var known = Visibility.FieldOf(field)!;

        Assert.Equal(forPublic, known.Show(value, Sight.Public));
        Assert.Equal(forOther, known.Show(value, Sight.Masked));
        Assert.Equal(forOwn, known.Show(value, Sight.Read));
        Assert.Equal(value, known.Show(value, Sight.Full));
        Assert.Null(known.Show(value, Sight.Flag));
    }

    [Theory]
    [InlineData("hr-bureau/window", "YG:Full WG:Full JK:State TL:State ZD:State XY:Full YW:Full TX:Full")]
    [InlineData("hr-bureau/issuance", "YG:Full WG:Full JK:State TL:State ZD:State XY:Full YW:Full TX:Full")]
    [InlineData("zone-office/approval", "YG:Full WG:Full JK:None TL:None ZD:None XY:Full YW:State TX:Full")]
    [InlineData("dongxing-gov/initial-review", "YG:Full WG:Full JK:None TL:None ZD:None XY:Full YW:State TX:Full")]
    [InlineData("police/exit-entry", "YG:Full WG:Full JK:State TL:Full ZD:Full XY:None YW:None TX:Full")]
    [InlineData("police-station/registration", "YG:Full WG:Full JK:None TL:Full ZD:Full XY:None YW:None TX:Full")]
    [InlineData("border-inspection/inspection", "YG:Full WG:Full JK:State TL:Full ZD:Full XY:None YW:None TX:Full")]
    [InlineData("customs/health", "YG:Full WG:Full JK:Full TL:None ZD:None XY:None YW:None TX:Full")]
    [InlineData("park-office/inspection", "YG:Full WG:Full JK:None TL:State ZD:State XY:State YW:State TX:Full")]
    [InlineData("youhao-gov/coordination", "YG:Full WG:None JK:None TL:None ZD:None XY:None YW:None TX:None")]
    [InlineData("worker", "YG:Full WG:Full JK:Full TL:Full ZD:Full XY:Full YW:Full TX:Full")]
    [InlineData("employer", "YG:Full WG:Full JK:State TL:Full ZD:Full XY:Full YW:Full TX:Full")]
    [InlineData("auditor", "YG:Full WG:None JK:None TL:None ZD:None XY:None YW:None TX:None")]
    [InlineData("admin", "YG:None WG:None JK:None TL:None ZD:None XY:None YW:None TX:None")]
    public void Papers_ForEachRole_AreShownAsTheTableSays(string who, string expected)
    {
        var rows = Visibility.Of(ActorOf(who)).Where(row => row.Code != "agency").ToList();

        var shown = new[] { "YG", "WG", "JK", "TL", "ZD", "XY", "YW", "TX" }.Select(kind =>
        {
            var seen = rows.Select(row => row.Of(Visibility.ClassOfPaper(kind))).DefaultIfEmpty(Sight.None).Max();
            return $"{kind}:{Visibility.ShareOf(kind, seen)}";
        });

        Assert.Equal(expected, string.Join(' ', shown));
    }

    [Theory]
    [InlineData("TX", Sight.Full, "GTH-2026-000017")]
    [InlineData("TX", Sight.Read, "***********0017")]
    [InlineData("WG", Sight.Masked, "GTH-2026-000017")]
    [InlineData("JK", Sight.Flag, null)]
    [InlineData("YG", Sight.Public, "GTH-2026-000017")]
    [InlineData("WG", Sight.Public, null)]
    public void Number_OfAPaper_IsShownByItsClass(string kind, Sight sight, string? expected) =>
        Assert.Equal(expected, Visibility.NumberOf(kind, "GTH-2026-000017", sight));

    [Fact]
    public void Fields_OfAPersonsIdentity_AllHaveARule()
    {
        var work = new[] { WorkerFields.Mode, WorkerFields.WorkAreaCode, WorkerFields.ParkCode, WorkerFields.PostCode };

        var missing = WorkerFields.OfPerson.Except(work).Where(field => Visibility.FieldOf(field) is null);

        Assert.Empty(missing);
    }

    private static Actor ActorOf(string who)
    {
        var actor = new Actor(Guid.CreateVersion7(), who, who, new HashSet<string>(), [], null);
        return who switch
        {
            "worker" => actor with { Roles = new HashSet<string> { Roles.Worker }, WorkerId = Guid.CreateVersion7() },
            "employer" => actor with
            {
                Roles = new HashSet<string> { Roles.Applicant },
                EnterpriseId = Guid.CreateVersion7(),
            },
            "auditor" or "admin" or "flow-admin" => actor with { Roles = new HashSet<string> { who } },
            _ => actor with
            {
                Roles = new HashSet<string> { Roles.Reviewer },
                Posts = [new PostReference(who.Split('/')[0], who.Split('/')[1])],
            },
        };
    }
}
