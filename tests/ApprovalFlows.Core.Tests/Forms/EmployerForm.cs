using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Forms;

/// <summary>The employer certificate's form, and values that it accepts.</summary>
internal static class EmployerForm
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static readonly JsonElement Json = JsonElement.Parse(
            File.ReadAllText(RepositoryFiles.PathOf("workflows/employer-certificate.json")))
        .GetProperty("customProperties").GetProperty("form");

    public static FormDefinition Definition { get; } = FormDefinition.Parse(Json);

    public static JsonObject Values() => JsonNode.Parse(
        """
        {
          "enterpriseName": "东兴测试水产有限公司",
          "unifiedSocialCreditCode": "91450681MA0TEXT12B",
          "enterpriseType": "employer",
          "legalRepresentative": "测试代表",
          "legalRepresentativeId": "450681199001010012",
          "registeredCapital": 6000000,
          "areaCode": "450681101",
          "address": "江平镇工业路1号",
          "park": "jiangping",
          "industry": "seafood-processing",
          "contactName": "测试联系人",
          "contactPhone": "13800138000",
          "route": "R1",
          "posts": [
            { "code": "A1", "tasks": "虾类加工", "count": 20, "monthlyWage": 3200 },
            { "code": "A2", "tasks": "包装", "count": 10, "monthlyWage": 2800.5 }
          ],
          "headcount": 30,
          "periodStart": "2026-12-01",
          "periodEnd": "2027-11-30",
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

    public static Dictionary<string, IReadOnlyList<FormAttachment>> Attachments() =>
        Definition.AllAttachments().ToDictionary(
            slot => slot.Name,
            IReadOnlyList<FormAttachment> (slot) => [new($"id-{slot.Name}", $"{slot.Name}.pdf")]);

    public static FormValidation Validate(JsonNode values) => Validate(values, Attachments());

    public static FormValidation Validate(
        JsonNode values, Dictionary<string, IReadOnlyList<FormAttachment>> attachments) =>
        FormValidator.Validate(
            Definition, JsonElement.Parse(values.ToJsonString()), attachments,
            new FormContext(Today));
}
