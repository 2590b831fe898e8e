using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ApprovalFlows.TestSupport;

/// <summary>One step of the flow and the demonstration account whose turn it is.</summary>
public sealed record ReviewTurn(string UserName, string StepId, string Outcome);

/// <summary>An application for the employer certificate that the demonstration account employer may send.</summary>
public static class EmployerApplication
{
    public const string Flow = "employer-certificate";

    public static IReadOnlyList<string> Slots { get; } =
        ["businessLicence", "rulesDispatch", "rulesLiving", "rulesTraining", "rulesSafety"];

    /// <summary>Who decides what until the certificate of the ASEAN processing zone is issued.</summary>
    public static IReadOnlyList<ReviewTurn> Turns { get; } =
    [
        new("window", "window", "accept"),
        new("dongxing", "initial-review", "approve"),
        new("hr", "re-check", "approve"),
        new("zone", "approval", "approve"),
        new("hr-issuer", "issuance", "issue"),
    ];

    /// <summary>Two posts in the ASEAN processing zone (route R2), for a year from that day.</summary>
    public static JsonObject Values(DateOnly from) => new()
    {
        ["enterpriseName"] = "东兴示例食品加工有限公司",
        ["unifiedSocialCreditCode"] = "91450681MA0TEXT12B",
        ["enterpriseType"] = "employer",
        ["legalRepresentative"] = "示例代表",
        ["legalRepresentativeId"] = "450681199001010012",
        ["registeredCapital"] = 6_000_000,
        ["areaCode"] = "450681",
        ["address"] = "江平镇示例路1号",
        ["park"] = "asean-zone",
        ["industry"] = "食品加工",
        ["contactName"] = "示例联系人",
        ["contactPhone"] = "13800138000",
        ["route"] = "R2",
        ["posts"] = new JsonArray(Post("A1", "虾类加工", 20, 3200), Post("A2", "包装", 10, 2800)),
        ["headcount"] = 30,
        ["periodStart"] = Day(from),
        ["periodEnd"] = Day(from.AddYears(1).AddDays(-1)),
        ["currentStaff"] = 45,
        ["housingAddress"] = "江平镇示例路2号宿舍",
        ["beds"] = 32,
        ["managerName"] = "示例管理员",
        ["interpreterName"] = "示例翻译",
        ["accidentInsurer"] = "示例保险公司",
        ["workInjuryInsurer"] = "示例保险公司",
        ["commitment"] = true,
    };

    /// <summary>The body of the request that starts the flow.</summary>
    public static JsonObject Body(DateOnly from, IReadOnlyDictionary<string, Guid> files) => new()
    {
        ["values"] = Values(from),
        ["attachments"] = new JsonObject(files.Select(file => KeyValuePair.Create(
            file.Key, (JsonNode?)new JsonArray(JsonValue.Create(file.Value.ToString()))))),
    };

    /// <summary>The smallest file that is a PDF to every reader; the text makes its hash its own.</summary>
    public static byte[] Pdf(string text) => Encoding.ASCII.GetBytes(
        $"""
        %PDF-1.4
        % {text}
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """);

    private static JsonObject Post(string code, string tasks, int count, int wage) => new JsonObject
    {
        ["code"] = code,
        ["tasks"] = tasks,
        ["count"] = count,
        ["monthlyWage"] = wage,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
