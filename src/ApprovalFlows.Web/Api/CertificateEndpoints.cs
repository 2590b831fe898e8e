using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

public static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/verify/{number}", VerifyAsync).AllowAnonymous()
            .WithSummary("What anybody may know of a certificate.");
        routes.MapGet("/api/certificates/{number}.pdf", PrintAsync).WithSummary("The printed form.");
        routes.MapGet("/api/certificates/{number}", ShowAsync).WithSummary("A certificate, for those entitled.");
    }

    private static async Task<IResult> VerifyAsync(
        string number, CertificateService certificates, CancellationToken cancellation)
    {
        var found = await certificates.VerifyAsync(number, cancellation)
            ?? throw RuleViolation.NotFound("CertificateUnknown", number);
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            kind = found.KindName.In(culture),
            kindCode = found.Kind,
            found.Number,
            found.Holder,
            issuer = found.Issuer.In(culture),
            found.ValidFrom,
            found.ValidTo,
            status = JsonNames.Camel(found.Status),
        });
    }

    private static async Task<IResult> ShowAsync(
        string number, Caller _, CertificateService certificates, CancellationToken cancellation)
    {
        var found = await certificates.ShowAsync(number, cancellation);
        var paper = found.Certificate;
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            paper.Number,
            kind = found.KindName.In(culture),
            kindCode = paper.Kind,
            holder = paper.HolderName,
            paper.HolderCode,
            issuer = found.Issuer.In(culture),
            paper.FilingNumber,
            issuedAt = ChinaTime.Of(paper.IssuedAt),
            paper.ValidFrom,
            paper.ValidTo,
            status = JsonNames.Camel(found.Status),
            causes = found.Causes.Select(cause => HeldText.Of(cause).In(culture)),
            electronicLicenceId = ElectronicLicence.IdOf(paper),
            employer = found.EmployerName,
            found.OpenActs,
            history = paper.Entries.OrderBy(entry => entry.At).Select(entry => new
            {
                at = ChinaTime.Of(entry.At),
                entry.Act,
                entry.From,
                by = entry.ActorName,
                entry.Reason,
                entry.Rule,
            }),
            found.CaseNumber,
            pdf = $"/api/certificates/{paper.Number}.pdf",
            paper.PdfSha256,
        });
    }

    private static async Task<IResult> PrintAsync(
        string number, Caller _, PrintingService printing, CancellationToken cancellation)
    {
        var pdf = await printing.PdfOfAsync(number, cancellation);
        return pdf is null
            ? TypedResults.Problem(Problems.Details(
                StatusCodes.Status503ServiceUnavailable,
                new Sentence("PdfNotHere"),
                new Dictionary<string, IReadOnlyList<Sentence>>()))
            : TypedResults.File(pdf, "application/pdf", $"{number}.pdf");
    }
}
