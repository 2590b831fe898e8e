using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>Values of the employer certificate's form that pass on the day they are made for.</summary>
internal static class ApplicationValues
{
    public static JsonObject On(DateOnly today, string park = "asean-zone") => JsonNode.Parse(
        $$"""
        {
          "enterpriseName": "东兴示例食品加工有限公司",
          "unifiedSocialCreditCode": "91450681MA0TEXT12B",
          "enterpriseType": "employer",
          "legalRepresentative": "测试代表",
          "legalRepresentativeId": "450681199001010012",
          "registeredCapital": 6000000,
          "areaCode": "450681101",
          "address": "江平镇工业路1号",
          "park": "{{park}}",
          "industry": "food-processing",
          "contactName": "测试联系人",
          "contactPhone": "13800138000",
          "posts": [
            { "code": "A1", "tasks": "虾类加工", "count": 20, "monthlyWage": 3200 },
            { "code": "A2", "tasks": "包装", "count": 10, "monthlyWage": 2800.5 }
          ],
          "headcount": 30,
          "periodStart": "{{Iso(today.AddDays(10))}}",
          "periodEnd": "{{Iso(today.AddDays(10).AddYears(2))}}",
          "currentStaff": 45,
          "housingAddress": "江平镇工业路2号宿舍",
          "beds": 32,
          "managerName": "测试管理员",
          "interpreterName": "测试翻译",
          "accidentInsurer": "测试保险公司",
          "workInjuryInsurer": "测试保险公司",
          "commitment": true
        }
        """)!.AsObject();

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonElement ToElement(this JsonObject values) => JsonElement.Parse(values.ToJsonString());
}
