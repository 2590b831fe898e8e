using System.Security.Cryptography;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Draws the page that a certificate is printed from.</summary>
public interface ICertificatePage
{
    Task<string> DrawAsync(CertificateView certificate, CancellationToken cancellation = default);
}

/// <summary>
/// Gives the printed form of a certificate. It is printed once, after the issuing commit, and kept
/// under its SHA-256, so that the paper in circulation and the file never differ.
/// </summary>
public sealed class PrintingService(
    AppDbContext db, CertificateService certificates, IPdfRenderer printer, ICertificatePage page, FileStore files)
{
    /// <summary>Null where nothing is installed that prints.</summary>
    public async Task<byte[]?> PdfOfAsync(string number, CancellationToken cancellation = default)
    {
        var found = await certificates.ShowAsync(number, cancellation);
        if (found.Certificate.PdfSha256 is { } kept && files.Has(kept))
        {
            await using var stream = files.Open(kept);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellation);
            return copy.ToArray();
        }

        if (!printer.IsAvailable) return null;
        var pdf = await printer.PrintAsync(await page.DrawAsync(found, cancellation), cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(pdf));
        await files.SaveAsync(hash, pdf, cancellation);
        await db.Certificates
            .Where(row => row.Id == found.Certificate.Id && row.PdfSha256 == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.PdfSha256, hash), cancellation);
        return pdf;
    }
}
