using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Web.Components.Print;

/// <summary>What the holder of a printed paper must know, in both languages of the paper.</summary>
internal static class PaperRules
{
    public static (string Zh, string Vi) Of(string kind) => kind switch
    {
        CertificateKinds.LabourService => (
            "持证单位应当在许可的服务范围内经营，建立服务台账并保存二年以上。本证有效期届满三十日前可以申请延续。",
            "Đơn vị được cấp chỉ kinh doanh trong phạm vi dịch vụ được phép, lập sổ theo dõi và lưu ít nhất hai năm. "
                + "Có thể xin gia hạn chậm nhất 30 ngày trước khi hết hạn."),
        CertificateKinds.WorkerPermit => (
            "持证人只能在本证载明的用工单位和区域务工；变更用工单位或者区域应当重新办理。用工单位的用工证被暂停或者终止期间，本证不生效。",
            "Người được cấp chỉ được làm việc cho đơn vị và trong khu vực ghi trên giấy; thay đổi đơn vị hoặc khu vực "
                + "phải xin cấp lại. Giấy này không có hiệu lực khi giấy của đơn vị sử dụng lao động bị đình chỉ."),
        CertificateKinds.Health => (
            "本证证明持证人已在口岸检疫机关体检合格，不记载检查结果。",
            "Giấy này xác nhận người được cấp đã đủ điều kiện sức khỏe tại cơ quan kiểm dịch; không ghi kết quả khám."),
        CertificateKinds.Stay => (
            "停留期限最长一百八十日，一次出境有效：出境后本证即告失效。不得超出载明的区域，不得逾期停留。",
            "Thời hạn lưu trú không quá 180 ngày, có giá trị cho một lần xuất cảnh: sau khi xuất cảnh giấy hết hiệu "
                + "lực. Không được ra ngoài khu vực ghi trên giấy, không được ở quá hạn."),
        CertificateKinds.Residence => (
            "入住后二十四小时内登记；变更住所或者离开的，应当再次登记。",
            "Đăng ký trong vòng 24 giờ sau khi đến ở; thay đổi nơi ở hoặc rời đi phải đăng ký lại."),
        CertificateKinds.Agreement => (
            "协议一式三份，双方和登记机关各执一份。协议期内应当持续参加意外伤害保险和工伤（医疗）保险。",
            "Thỏa thuận lập thành ba bản, mỗi bên và cơ quan đăng ký giữ một bản. Trong thời hạn thỏa thuận phải luôn "
                + "có bảo hiểm tai nạn và bảo hiểm tai nạn lao động."),
        _ => (
            "持证单位应当在批准的岗位、人数和期限内聘用境外边民，谁用工、谁负责。本证有效期届满三十日前可以申请延续。",
            "Đơn vị được cấp chỉ được sử dụng lao động cư dân biên giới đúng vị trí, số lượng và thời hạn đã duyệt; "
                + "đơn vị sử dụng lao động chịu trách nhiệm. Có thể xin gia hạn chậm nhất 30 ngày trước khi hết hạn."),
    };
}
