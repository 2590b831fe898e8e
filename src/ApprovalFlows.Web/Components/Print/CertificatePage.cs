using System.Globalization;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ApprovalFlows.Web.Components.Print;

/// <summary>Draws the certificate as one self-contained document, fonts and styles inside.</summary>
public sealed class CertificatePage(
    IServiceProvider services,
    ILoggerFactory logs,
    IWebHostEnvironment environment,
    PublicAddress address) : ICertificatePage
{
    private static readonly (string File, int Weight)[] Fonts =
        [("NotoSansSC-Regular.ttf", 400), ("NotoSansSC-Bold.ttf", 700)];

    public async Task<string> DrawAsync(
        CertificateView certificate, CancellationToken cancellation = default)
    {
        var styles = await StylesAsync(cancellation);
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(CertificateDocument.View)] = certificate,
                [nameof(CertificateDocument.VerifyAddress)] = address.OfVerification(certificate.Certificate.Number),
                [nameof(CertificateDocument.Styles)] = styles,
            });
            var drawn = await renderer.RenderComponentAsync<CertificateDocument>(parameters);
            return drawn.ToHtmlString();
        });
    }

    private async Task<string> StylesAsync(CancellationToken cancellation)
    {
        var root = environment.WebRootPath;
        var faces = Fonts.Where(font => File.Exists(Path.Combine(root, "lib", "fonts", font.File)))
            .Select(font => string.Create(
                CultureInfo.InvariantCulture,
                $"@font-face{{font-family:Paper;font-weight:{font.Weight};src:url('{AddressOf(root, font.File)}')}}"));
        var paper = await File.ReadAllTextAsync(Path.Combine(root, "paper.css"), cancellation);
        return string.Concat(faces) + paper;
    }

    // Read from disk by the printer: inlining 20 MB of fonts would slow every print down.
    private static string AddressOf(string root, string file) =>
        new Uri(Path.Combine(root, "lib", "fonts", file)).AbsoluteUri;
}
