using System.Text.RegularExpressions;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Workers;

/// <summary>Checks a document of identity: border pass, passport, exit-entry permit.</summary>
public static partial class DocumentCheck
{
    public const string ExitEntryPermit = "RJ";

    /// <summary>Kinds, and the codes that border inspection gives them.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [CertificateKinds.BorderPass] = CertificateKinds.BorderPass,
            ["744"] = CertificateKinds.BorderPass,
            [CertificateKinds.Passport] = CertificateKinds.Passport,
            ["414"] = CertificateKinds.Passport,
            [ExitEntryPermit] = ExitEntryPermit,
            ["417"] = ExitEntryPermit,
        };

    public static bool IsIdentity(string kind) => Kinds.ContainsKey(kind);

    public static DocumentFacts? Read(FactReader reader, DateOnly today, bool required)
    {
        var kind = reader.Choice(
            WorkerFields.DocumentKind, Kinds, CertificateKinds.BorderPass, required: false);
        var number = reader.Checked(
            WorkerFields.DocumentNumber, text => CheckNumber(kind, text), required);
        if (number is null) return null;
        var issuer = reader.Text(WorkerFields.DocumentIssuer, 100, required: true);
        var issued = reader.Date(WorkerFields.DocumentIssuedOn, required: true);
        var expires = reader.Date(WorkerFields.DocumentExpiresOn, required: true);
        if (issuer is null || issued is not { } from || expires is not { } to) return null;
        CheckDates(reader, kind, from, to, today);
        return new DocumentFacts(kind, number, issuer, from, to);
    }

    private static IdentifierCheck CheckNumber(string kind, string text)
    {
        if (kind == CertificateKinds.BorderPass) return BorderPass.CheckNumber(text);
        var number = IdentifierCheck.Clean(text);
        var pattern = kind == CertificateKinds.Passport ? PassportNumber() : PermitNumber();
        return pattern.IsMatch(number)
            ? IdentifierCheck.Valid(number)
            : IdentifierCheck.Invalid(
                number, kind == CertificateKinds.Passport ? "Worker.PassportNumber" : "Worker.PermitNumber");
    }

    private static void CheckDates(FactReader reader, string kind, DateOnly from, DateOnly to, DateOnly today)
    {
        if (kind == CertificateKinds.BorderPass)
        {
            reader.Fail(
                from > today ? WorkerFields.DocumentIssuedOn : WorkerFields.DocumentExpiresOn,
                BorderPass.CheckDates(from, to, today));
            return;
        }

        if (from > today) reader.Fail(WorkerFields.DocumentIssuedOn, "Worker.IssuedLater");
        if (to < today || to < from) reader.Fail(WorkerFields.DocumentExpiresOn, "Worker.DocumentOver");
    }

    [GeneratedRegex(@"^[A-Z][0-9]{7}\z")]
    private static partial Regex PassportNumber();

    [GeneratedRegex(@"^[A-Z0-9-]{4,20}\z")]
    private static partial Regex PermitNumber();
}
