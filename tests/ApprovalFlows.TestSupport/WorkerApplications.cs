using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.TestSupport;

/// <summary>What a firm writes once into the forms of all its workers.</summary>
public sealed class WorkerApplications(DateOnly today)
{
    private const string Area = "450681101";
    private const string Place = "江平镇示例路1号";

    public JsonObject Health() => Write(new
    {
        areaCode = Area,
        centre = "dongxing",
        hasFever = false,
        hasTuberculosis = false,
        hasMentalIllness = false,
        commitment = true,
    });

    public JsonObject Agreement() => Write(new
    {
        matter = "new",
        employerRepresentative = "示例代表",
        employerAddress = Place,
        firstWorkDay = Day(0),
        periodStart = Day(0),
        periodEnd = Day(170),
        probationDays = 20,
        duties = "虾类加工",
        areaCode = Area,
        workAddress = Place,
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
        areaCode = Area,
        accidentInsurer = "示例保险公司",
        accidentFrom = Day(0),
        accidentTo = Day(364),
        accidentSum = 200000,
        injuryInsurer = "示例保险公司",
        injuryFrom = Day(0),
        injuryTo = Day(364),
        injurySum = 300000,
        commitment = true,
    });

    public JsonObject Stay() => Write(new
    {
        matter = "new",
        agentGround = "guarantee",
        kind = "stay",
        entryTime = Day(-1) + "T09:30",
        port = "dongxing",
        stayDays = 180,
        purpose = "work",
        park = "asean-zone",
        areaCode = Area,
        commitment = true,
    });

    public JsonObject Residence() => Write(new
    {
        purpose = "work",
        @event = "arrival",
        checkIn = Day(-1) + "T20:00",
        until = Day(60),
        areaCode = Area,
        address = "宿舍 301",
        hostName = "示例房东",
        hostId = "450681199001010012",
        hostPhone = "13800138000",
        commitment = true,
    });

    /// <summary>Without the numbers of papers: those are in the register.</summary>
    public JsonObject Permit() => Write(new
    {
        matter = "new",
        mode = "resident",
        postCode = "A1",
        park = "asean-zone",
        areaCode = Area,
        workAddress = Place,
        periodStart = Day(0),
        periodEnd = Day(100),
        commitment = true,
    });

    private string Day(int from) => today.AddDays(from).ToString("yyyy-MM-dd", null);

    private static JsonObject Write(object values) => JsonSerializer.SerializeToNode(values)!.AsObject();
}
