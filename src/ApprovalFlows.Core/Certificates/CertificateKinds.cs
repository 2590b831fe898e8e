using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Who holds certificates of a kind.</summary>
public enum HolderKind
{
    Enterprise,
    Worker,
}

/// <summary>
/// A kind of paper. <see cref="IsNumbered"/> means that we give out the number; <see cref="Issuer"/> is the office
/// that issues and ends it, none for the papers of others.
/// </summary>
public sealed record CertificateKind(
    string Code, HolderKind Holder, bool IsNumbered, string? Issuer, LocalText Name)
{
    /// <summary>Whether it may be issued only after approval and filing [D§5].</summary>
    public bool NeedsFiling { get; init; }

    /// <summary>The rule that lets the office issue it.</summary>
    public string? Rule { get; init; }

    /// <summary>证照类型代码 of the e-licence: credit code of the owner of the type and three characters.</summary>
    public string? LicenceType { get; init; }

    /// <summary>Posts that suspend, end and reinstate papers of the kind, as office/post.</summary>
    public IReadOnlyList<string> Keepers { get; init; } = [];

    /// <summary>Credit code of the issuing office, 18 characters.</summary>
    public string? LicenceIssuer { get; init; }
}

/// <summary>The kinds of papers by the two letters in their number.</summary>
public static class CertificateKinds
{
    public const string Employer = "YG";
    public const string LabourService = "LW";
    public const string WorkerPermit = "WG";
    public const string Health = "JK";
    public const string Residence = "ZD";
    public const string Stay = "TL";
    public const string Agreement = "XY";
    public const string AccidentPolicy = "YW";
    public const string InjuryPolicy = "GS";
    public const string BorderPass = "TX";
    public const string Passport = "HZ";
    public const string ExitEntryPermit = "RJ";

    private static readonly Dictionary<string, CertificateKind> ByCode =
        SeedFile.Read<KindFile>("Certificates/certificate-kinds.json").Kinds.ToDictionary(kind => kind.Code);

    public static IEnumerable<string> All => ByCode.Keys;

    public static CertificateKind? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <exception cref="RuleViolation">There is no such kind.</exception>
    public static CertificateKind MustFind(string code) =>
        Find(code) ?? throw RuleViolation.NotFound("PaperKindUnknown", code);

    public static LocalText NameOf(string code) => Find(code)?.Name ?? new LocalText(code, code, code);

    /// <summary>Kinds that an office keeps.</summary>
    public static IReadOnlyList<string> KeptBy(IReadOnlyCollection<string> departments) =>
    [
        .. ByCode.Values
            .Where(kind => kind.Keepers.Any(keeper => departments.Contains(keeper.Split('/')[0])))
            .Select(kind => kind.Code),
    ];

    private sealed record KindFile(string Source, IReadOnlyList<CertificateKind> Kinds);
}
