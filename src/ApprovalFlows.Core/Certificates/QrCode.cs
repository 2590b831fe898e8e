using QRCoder;

namespace ApprovalFlows.Core.Certificates;

public static class QrCode
{
    /// <summary>An SVG drawing of the text, to stand in a page.</summary>
    public static string SvgOf(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(data);
        return drawing.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
