using System.Globalization;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Certificates;

/// <summary>
/// The e-licence id of a certificate. It follows from the number, so it is stored nowhere and can never differ
/// from it. The area stands before year and serial because each area counts for itself.
/// </summary>
public static class ElectronicLicence
{
    /// <summary>Null for the papers of others, and for kinds that have no type code.</summary>
    public static string? IdOf(Certificate paper)
    {
        if (CertificateKinds.Find(paper.Kind) is not { LicenceType: { } type, LicenceIssuer: { } issuer }) return null;
        if (CertificateNumber.Parse(paper.Number) is not { } number) return null;
        var serial = string.Create(CultureInfo.InvariantCulture, $"{number.AreaCode}{number.Year}{number.Serial:D6}");
        return ElectronicLicenceId.Compose(type, issuer, serial, version: 1);
    }
}
