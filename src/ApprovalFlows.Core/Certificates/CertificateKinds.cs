using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Names of the certificates by the two letters in their number.</summary>
public static class CertificateKinds
{
    private static readonly Dictionary<string, LocalText> Names = new()
    {
        ["YG"] = new(
            "聘用境外边民用工证",
            "Giấy chứng nhận sử dụng lao động cư dân biên giới",
            "Certificate for employing border residents"),
        ["LW"] = new(
            "劳务服务经营证", "Giấy phép kinh doanh dịch vụ lao động", "Labour-service licence"),
        ["WG"] = new(
            "境外边民入境务工证", "Giấy phép lao động cư dân biên giới", "Border resident's work permit"),
        ["JK"] = new("健康检查证件", "Giấy chứng nhận kiểm tra sức khỏe", "Health certificate"),
        ["ZD"] = new("临时住宿登记", "Đăng ký tạm trú", "Temporary residence registration"),
    };

    public static IEnumerable<string> All => Names.Keys;

    public static LocalText NameOf(string kind) =>
        Names.GetValueOrDefault(kind) ?? new LocalText(kind, kind, kind);
}
