using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Enterprises;

/// <summary>The eight kinds of enterprises [D§4.5][Y§5.2].</summary>
public static class EnterpriseKinds
{
    public const string Employer = "employer";
    public const string LabourAgency = "labour-agency";

    private static readonly Lazy<IReadOnlyList<EnterpriseKind>> Kinds =
        new(() => SeedFile.Read<KindFile>("Forms/enterprise-kinds.json").Options);

    public static IReadOnlyList<EnterpriseKind> All => Kinds.Value;

    /// <summary>The codes, and what files call them in any of the languages.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = All
        .SelectMany(kind => new[] { kind.Value, kind.Label.Zh, kind.Label.Vi, kind.Label.En }
            .Select(name => (Name: name, kind.Value)))
        .DistinctBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    public static bool IsKind(string code) => All.Any(kind => kind.Value == code);

    /// <summary>Acts for workers of others, whom it does not employ.</summary>
    public static bool IsAgency(string code) => code is LabourAgency or "overseas-employment-agency";

    public static LocalText NameOf(string code) =>
        All.FirstOrDefault(kind => kind.Value == code)?.Label ?? new LocalText(code, code, code);

    private sealed record KindFile(string Source, IReadOnlyList<EnterpriseKind> Options);
}

public sealed record EnterpriseKind(string Value, LocalText Label);
