using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Web.PageEndpoints;

internal static class PrintEndpoints
{
    public static void MapPrints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/certificates/{number}/pdf", PrintAsync).RequireAuthorization().ExcludeFromDescription();

    // Where nothing is installed that prints, the page that people print themselves serves.
    private static async Task<IResult> PrintAsync(
        string number, PrintingService printing, HttpContext context) =>
        await printing.PdfOfAsync(number, context.RequestAborted) is { } pdf
            ? Results.File(pdf, "application/pdf", $"{number}.pdf")
            : Results.LocalRedirect($"/certificates/{Uri.EscapeDataString(number)}/print");
}
