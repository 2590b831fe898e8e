using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>What a firm writes into the forms of one worker.</summary>
internal sealed class WorkerApplications(string worker, DateOnly today)
{
    public JsonObject Health() => Write(new
    {
        worker,
        areaCode = "450681101",
        centre = "dongxing",
        slot = Day(1) + "T09:30",
        hasFever = false,
        hasTuberculosis = false,
        hasMentalIllness = false,
        commitment = true,
    });

    public JsonObject Agreement() => Write(new
    {
        matter = "new",
        worker,
        employerRepresentative = "示例代表",
        employerAddress = "江平镇示例路1号",
        firstWorkDay = Day(0),
        periodStart = Day(0),
        periodEnd = Day(170),
        probationDays = 20,
        duties = "虾类加工",
        areaCode = "450681101",
        workAddress = "江平镇示例路1号",
        hoursAndLeave = "每日八小时",
        monthlyPay = 3200,
        payDay = 15,
        payMethod = "bank",
        insurance = "两份保险",
        safety = "防护用品",
        exit = "统一组织出境",
        disputes = "劳动仲裁",
        signedOn = Day(0),
        commitment = true,
    });

    public JsonObject Insurance() => Write(new
    {
        worker,
        areaCode = "450681101",
        accidentInsurer = "示例保险公司",
        accidentPolicy = "YW-1",
        accidentFrom = Day(0),
        accidentTo = Day(364),
        accidentSum = 200000,
        injuryInsurer = "示例保险公司",
        injuryPolicy = "GS-1",
        injuryFrom = Day(0),
        injuryTo = Day(364),
        injurySum = 300000,
        commitment = true,
    });

    public JsonObject Stay() => Write(new
    {
        matter = "new",
        worker,
        agentGround = "guarantee",
        kind = "stay",
        entryTime = Day(-1) + "T09:30",
        port = "dongxing",
        stayDays = 180,
        purpose = "work",
        park = "asean-zone",
        areaCode = "450681101",
        commitment = true,
    });

    public JsonObject Residence() => Write(new
    {
        purpose = "work",
        @event = "arrival",
        checkIn = Day(-1) + "T20:00",
        until = Day(60),
        areaCode = "450681101",
        address = "宿舍 301",
        hostName = "示例房东",
        hostId = "450681199001010012",
        hostPhone = "13800138000",
        commitment = true,
    });

    public JsonObject Permit(string health, string agreement, string stay) => Write(new
    {
        matter = "new",
        worker,
        mode = "resident",
        postCode = "A1",
        park = "asean-zone",
        areaCode = "450681101",
        workAddress = "江平镇示例路1号",
        periodStart = Day(0),
        periodEnd = Day(100),
        healthNumber = health,
        agreementNumber = agreement,
        accidentNumber = "YW-1",
        injuryNumber = "GS-1",
        stayNumber = stay,
        commitment = true,
    });

    private string Day(int from) => today.AddDays(from).ToString("yyyy-MM-dd", null);

    private static JsonObject Write(object values) => JsonSerializer.SerializeToNode(values)!.AsObject();
}
