using System.Text;
using System.Text.Json;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Web.Api;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>Receipts and archives as downloads of the case page.</summary>
internal static class EvidencePageEndpoints
{
    public static void MapEvidencePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/receipts/{sequence:int}", ReceiptAsync)
            .RequireAuthorization().ExcludeFromDescription();
        routes.MapGet("/cases/{number}/evidence", EvidenceEndpoints.ArchiveAsync)
            .RequireAuthorization(EvidenceEndpoints.Reader).ExcludeFromDescription();
    }

    private static async Task<IResult> ReceiptAsync(
        string number, int sequence, ReceiptService receipts, CancellationToken cancellation)
    {
        var receipt = await receipts.OfAsync(number, sequence, cancellation);
        var json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(receipt, Receipt.Format));
        return Results.File(json, "application/json", $"{number}-{sequence}.receipt.json");
    }
}
