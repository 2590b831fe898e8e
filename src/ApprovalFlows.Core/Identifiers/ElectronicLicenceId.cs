using System.Text.RegularExpressions;

namespace ApprovalFlows.Core.Identifiers;

/// <summary>
/// 电子证照标识, GB/T 36904-2018: root, type code (21), issuer (18), serial, version (3), check.
/// </summary>
public static partial class ElectronicLicenceId
{
    public const string Root = "1.2.156.3005.2";

    public static string Compose(string typeCode, string issuer, string serial, int version)
    {
        var body = $"{typeCode}.{issuer}.{serial}.{version:D3}";
        var id = $"{Root}.{body}.{CheckCharacterOf(body)}";
        return Layout().IsMatch(id)
            ? id
            : throw new ArgumentException($"'{id}' does not fit the layout of GB/T 36904.");
    }

    public static IdentifierCheck Check(string input)
    {
        var id = IdentifierCheck.Clean(input);
        var match = Layout().Match(id);
        if (!match.Success)
            return IdentifierCheck.Invalid(id, "LicenceId.Layout", Root);

        var expected = CheckCharacterOf(match.Groups["body"].Value);
        return id[^1] == expected
            ? IdentifierCheck.Valid(id)
            : IdentifierCheck.Invalid(id, "LicenceId.CheckCharacter", expected, id[^1]);
    }

    private static char CheckCharacterOf(string body) =>
        Mod37.CheckCharacterOf(body.Replace(".", "", StringComparison.Ordinal));

    [GeneratedRegex(
        @"^1\.2\.156\.3005\.2\."
            + @"(?<body>[0-9A-Z]{21}\.[0-9A-Z]{18}\.[0-9A-Z]{1,22}\.[0-9]{3})\.[0-9A-Z]\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Layout();
}
