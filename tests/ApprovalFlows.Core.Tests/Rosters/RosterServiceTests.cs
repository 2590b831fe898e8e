using System.Text;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Tests.Workers;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Rosters;

public sealed class RosterServiceTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    private const string Header =
        "姓名（原文）,性别,Ngày sinh,Personal number,documentKind,证件号码,Nơi cấp,签发日期,有效期至,联系电话";

    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Take_GoodAndBadRows_AppliesTheGoodAndNamesTheBadByRowAndField(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var file = File(
            "Nguyễn Văn Một,男,1990-01-01,022090001111,TX,ROS-1,Công an,2026-01-10,2027-01-10,",
            "Nguyễn Văn Hai,男,1990-01-02,022190001111,TX,ROS-2,Công an,2026-01-10,2027-01-10,",
            "Nguyễn Thị Ba,女,2010-01-02,,TX,ROS-3,Công an,2026-01-10,2027-01-10,",
            "Nguyễn Thị Bốn,女,1990-02-30,,TX,ROS-4,Công an,2026-01-10,2027-01-11,12345",
            "Nguyễn Thị Năm,女,1990-03-04,,744,ROS-5,Công an,2026-01-10,2027-01-10,+84912345678",
            "Nguyễn Thị Sáu,女,1990-03-05,,744,ROS-5,Công an,2026-01-10,2027-01-10,");

        var first = await TakeAsync(host, "employer", file);
        var second = await TakeAsync(host, "employer", file);

        Assert.Equal((2, 1, 0, 3), (first.Created, first.Changed, first.Unchanged, first.Refused));
        Assert.Equal(
            ["3 personalNumber Worker.NumberSex", "4 birthDate Worker.TooYoung", "5 birthDate Worker.NoDate",
                "5 phone Field.Phone", "5 documentExpiresOn BorderPass.TooLong"],
            RosterService.ResultOf(first).Rows.SelectMany(row => row.Errors.Select(error =>
                $"{row.Number} {error.Field} {SentenceText.Read(error.Sentence).Key}")));
        Assert.Equal(3, second.Refused);
        Assert.Equal(0, second.Created);
        Assert.Equal(2, await host.ReadAsync(db => db.Certificates.CountAsync(
            paper => paper.Number.StartsWith("ROS-"), Cancellation)));
        var told = Encoding.UTF8.GetString(
            RosterService.Refusals(first, ["行", "字段", "问题", "原值"], TextResources.Chinese));
        Assert.Contains("3,个人身份号", told);
        Assert.Contains("********1111", told);
        foreach (var whole in new[] { "022190001111", "Nguyễn", "NGUYEN", "1990-02-30" })
            Assert.DoesNotContain(whole, first.Result);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Take_TheSameFileTwice_ChangesNothingTheSecondTime(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var file = File([.. Enumerable.Range(0, 450).Select(index =>
            $"Lê Văn {Letters(index)},男,198{index % 10}-01-01,,TX,SAME-{index:0000},Công an,2026-01-10,2027-01-10,")]);

        var first = await TakeAsync(host, "employer", file);
        var changes = await host.ReadAsync(db => db.RegisterChanges.CountAsync(Cancellation));
        var second = await TakeAsync(host, "employer", file);

        Assert.Equal((450, 0), (first.Created, first.Refused));
        Assert.Equal((0, 0, 450, 0), (second.Created, second.Changed, second.Unchanged, second.Refused));
        Assert.Equal(changes, await host.ReadAsync(db => db.RegisterChanges.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Take_AWorkerOfAnotherEmployer_IsRefusedUntilTheAgencyIsEntrusted()
    {
        var host = await hosts.OfAsync(DatabaseKind.Sqlite);
        var file = File("Vũ Văn Khách,男,1990-01-01,,TX,CLIENT-1,Công an,2026-01-10,2027-01-10,");
        await TakeAsync(host, "employer", file);

        var other = await TakeAsync(host, "employer2", file);
        var stranger = await TakeAsync(host, "agency", file);
        var known = await FindAsync();
        await host.RunAsync<WorkerService, Worker>("employer", service => service.EntrustAsync(
            known.Id, "91450681MA0TEXT47X", "代办证件", Cancellation));
        var agency = await TakeAsync(host, "agency", file);

        Assert.Equal((1, 1, 1), (other.Refused, stranger.Refused, agency.Unchanged));
        var worker = await FindAsync();
        Assert.Equal((await host.ActorAsync("agency")).EnterpriseId, worker.AgencyId);
        Assert.Equal((await host.ActorAsync("employer")).EnterpriseId, worker.EnterpriseId);

        Task<Worker> FindAsync() => host.ReadAsync(db => db.Workers.AsNoTracking().SingleAsync(
            row => row.NameLatin == "VU VAN KHACH", Cancellation));
    }

    [Theory]
    [InlineData("a,b", "RosterColumnUnknown")]
    [InlineData("姓名（原文）,姓名（原文）", "RosterColumnTwice")]
    [InlineData("姓名（原文）", "RosterColumnMissing")]
    [InlineData("", "SheetEmpty")]
    [InlineData(Header, "SheetEmpty")]
    public async Task Take_AFileThatIsNoRoster_IsRefusedAsAWhole(string text, string key)
    {
        var host = await hosts.OfAsync(DatabaseKind.Sqlite);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => TakeAsync(host, "employer", Encoding.UTF8.GetBytes(text)));

        Assert.Equal(key, refusal.Errors["file"].Single().Key);
    }

    private static async Task<RosterUpload> TakeAsync(RegisterHost host, string user, byte[] file) =>
        await new RosterService(host.Host.Work, host.Host.Clock)
            .TakeAsync(await host.ActorAsync(user), "roster.csv", file, Cancellation);

    private static byte[] File(params string[] rows) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend(Header)));

    private static string Letters(int index) =>
        string.Concat(index.ToString("000", null).Select(digit => (char)('a' + (digit - '0'))));
}
