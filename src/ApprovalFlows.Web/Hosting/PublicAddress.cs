using ApprovalFlows.Core;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Hosting;

/// <summary>Addresses as the public reaches them, for codes on paper.</summary>
public sealed class PublicAddress(IOptions<ApprovalFlowsOptions> options, IHttpContextAccessor http)
{
    public string OfVerification(string certificateNumber) =>
        $"{Root()}/verify/{Uri.EscapeDataString(certificateNumber)}";

    private string Root()
    {
        if (options.Value.PublicAddress is { Length: > 0 } configured) return configured.TrimEnd('/');
        return http.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}" : "";
    }
}
