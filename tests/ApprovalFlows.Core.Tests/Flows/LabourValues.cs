using System.Text.Json.Nodes;
using static ApprovalFlows.Core.Tests.Flows.ApplicationValues;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>Values that pass the form of each flow on the day they are made for.</summary>
internal static class LabourValues
{
    public const string PersonalNumber = "022195004567";

    public static JsonObject Of(string flow, DateOnly today) => flow switch
    {
        "employer-certificate" => On(today, "jiangping"),
        "labour-service-licence" => Licence(today),
        "worker-permit" => Permit(today),
        "stay-permit" => Stay(today),
        "health-check" => Health(today),
        "residence-registration" => Residence(today),
        "labour-agreement" => Agreement(today),
        "insurance" => Insurance(today),
        "organised-exit" => Exit(today),
        "exit-plan" => Plan(today),
        "annual-assessment" => Assessments.AssessmentFlow.Report(),
        "rectification" => Order(today),
        "clear-out" => ClearOut(),
        _ => throw new ArgumentOutOfRangeException(nameof(flow), flow, "No values are known for this flow."),
    };

    private static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Order(DateOnly today) => Read(
        $$"""
        {
          "enterprise": "91450681MA0TEXT12B", "facts": "两名务工人员没有保险", "basis": "D-V10",
          "requirements": "补办保险", "dueOn": "{{Iso(today.AddDays(14))}}"
        }
        """);

    private static JsonObject ClearOut() => Read(
        """
        {
          "enterprise": "91450681MA0TEXT12B", "ground": "grave-breach", "measure": "clearOut",
          "facts": "引发重大劳务纠纷", "reasons": "笔录、仲裁裁决", "investigators": "无"
        }
        """);

    private static JsonObject Licence(DateOnly today) => Read(
        $$"""
        {
          "matter": "new", "unifiedSocialCreditCode": "91450681MA0TEXT47X",
          "legalRepresentative": "测试代表", "legalRepresentativeId": "450681199001010012",
          "registeredCapital": 2000000, "contactName": "测试联系人", "contactPhone": "13800138000",
          "park": "border-trade-centre", "areaCode": "450681100", "address": "东兴镇测试路1号", "floorArea": 120,
          "services": ["placement", "papers", "dispatch"],
          "hrPermitNumber": "HR-1", "hrPermitDate": "{{Iso(today.AddDays(-90))}}",
          "dispatchPermitNumber": "PD-1", "dispatchPermitDate": "{{Iso(today.AddDays(-90))}}",
          "fees": [{ "item": "代办证件", "amount": 50 }],
          "staff": [{ "name": "测试员工", "idNumber": "450681199001010012", "speaksVietnamese": true }],
          "vietnameseSpeakers": 1, "partners": [{ "name": "Trung tâm dịch vụ việc làm Quảng Ninh" }],
          "commitment": true
        }
        """);

    private static JsonObject Permit(DateOnly today) => Read(
        $$"""
        {
          "matter": "new", "worker": "{{PersonalNumber}}", "mode": "resident", "languages": ["vi"],
          "postCode": "A1", "park": "asean-zone", "areaCode": "450681101", "workAddress": "江平镇工业路1号",
          "periodStart": "{{Iso(today.AddDays(3))}}", "periodEnd": "{{Iso(today.AddDays(100))}}",
          "healthNumber": "450681JK202690001{{Check("450681JK202690001")}}",
          "agreementNumber": "450681XY202690001{{Check("450681XY202690001")}}",
          "accidentNumber": "YW-1", "injuryNumber": "GS-1",
          "stayNumber": "450681TL202690001{{Check("450681TL202690001")}}", "commitment": true
        }
        """);

    private static JsonObject Stay(DateOnly today) => Read(
        $$"""
        {
          "matter": "new", "worker": "{{PersonalNumber}}", "agentGround": "guarantee", "kind": "stay",
          "entryTime": "{{Iso(today.AddDays(-1))}}T09:30:00+08:00", "port": "dongxing", "stayDays": 180,
          "purpose": "work", "park": "asean-zone", "areaCode": "450681101", "commitment": true
        }
        """);

    private static JsonObject Health(DateOnly today) => Read(
        $$"""
        {
          "worker": "{{PersonalNumber}}", "areaCode": "450681101", "centre": "dongxing",
          "slot": "{{Iso(today.AddDays(1))}}T09:30:00+08:00",
          "hasFever": false, "hasTuberculosis": false, "hasMentalIllness": false, "medicines": "阿司匹林",
          "commitment": true
        }
        """);

    private static JsonObject Residence(DateOnly today) => Read(
        $$"""
        {
          "worker": "{{PersonalNumber}}", "purpose": "work", "event": "arrival",
          "checkIn": "{{Iso(today.AddDays(-1))}}T20:00:00+08:00", "until": "{{Iso(today.AddDays(60))}}",
          "areaCode": "450681101", "address": "江平镇工业路2号宿舍 301", "hostName": "测试房东",
          "hostId": "450681199001010012", "hostPhone": "13800138000", "commitment": true
        }
        """);

    private static JsonObject Agreement(DateOnly today) => Read(
        $$"""
        {
          "matter": "new", "worker": "{{PersonalNumber}}", "employerRepresentative": "测试代表",
          "employerAddress": "江平镇工业路1号", "firstWorkDay": "{{Iso(today.AddDays(3))}}",
          "periodStart": "{{Iso(today.AddDays(3))}}", "periodEnd": "{{Iso(today.AddDays(200))}}",
          "probationDays": 20, "duties": "虾类加工", "areaCode": "450681101", "workAddress": "江平镇工业路1号",
          "hoursAndLeave": "每日八小时，每周休息两日", "monthlyPay": 3200, "payDay": 15, "payMethod": "bank",
          "insurance": "意外伤害和工伤两份保险", "safety": "发放劳动防护用品", "exit": "用人单位统一组织出境",
          "disputes": "向防城港市劳动仲裁机构申请仲裁", "signedOn": "{{Iso(today)}}", "commitment": true
        }
        """);

    private static JsonObject Insurance(DateOnly today) => Read(
        $$"""
        {
          "worker": "{{PersonalNumber}}", "areaCode": "450681101",
          "accidentInsurer": "测试保险公司", "accidentPolicy": "YW-1", "accidentFrom": "{{Iso(today)}}",
          "accidentTo": "{{Iso(today.AddDays(364))}}", "accidentSum": 200000,
          "injuryInsurer": "测试保险公司", "injuryPolicy": "GS-1", "injuryFrom": "{{Iso(today)}}",
          "injuryTo": "{{Iso(today.AddDays(364))}}", "injurySum": 300000, "commitment": true
        }
        """);

    private static JsonObject Exit(DateOnly today) => Read(
        $$"""
        {
          "expiryUntil": "{{Iso(today.AddDays(5))}}", "plannedExit": "{{Iso(today.AddDays(-1))}}",
          "actualExit": "{{Iso(today)}}", "port": "dongxing", "areaCode": "450681101",
          "workers": [{ "permitNumber": "450681WG202690001{{Check("450681WG202690001")}}", "exited": true }],
          "commitment": true
        }
        """);

    private static JsonObject Plan(DateOnly today) => Read(
        $$"""
        {
          "expiryUntil": "{{Iso(today.AddDays(15))}}", "plannedExit": "{{Iso(today.AddDays(14))}}",
          "port": "dongxing", "areaCode": "450681101",
          "workers": [{
            "permitNumber": "450681WG202690001{{Check("450681WG202690001")}}", "intention": "exit"
          }],
          "commitment": true
        }
        """);

    private static char Check(string body) => Core.Identifiers.Mod37.CheckCharacterOf(body);
}
