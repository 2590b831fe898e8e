using System.Globalization;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>The computed figures of a firm and year by name; null where there was nothing to measure.</summary>
public sealed record Figures(IReadOnlyDictionary<string, decimal?> Values)
{
    public const string HeadcountBegin = "headcountBegin";
    public const string HeadcountEnd = "headcountEnd";
    public const string HeadcountPeak = "headcountPeak";
    public const string CertificateRate = "certificateRate";
    public const string InsuranceRate = "insuranceRate";
    public const string AgreementRate = "agreementRate";
    public const string ResidenceReports = "residenceReports";
    public const string AgreementReports = "agreementReports";
    public const string ExitPlans = "exitPlans";
    public const string ExitReports = "exitReports";
    public const string Disputes = "disputes";
    public const string Breaches = "breaches";
    public const string Rectifications = "rectifications";
    public const string ExitRate = "exitRate";
    public const string Revocations = "revocations";
    public const string Suspensions = "suspensions";

    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        HeadcountBegin, HeadcountEnd, HeadcountPeak, CertificateRate, InsuranceRate, AgreementRate,
        ResidenceReports, AgreementReports, ExitPlans, ExitReports, Disputes, Breaches, Rectifications,
        ExitRate, Revocations, Suspensions,
    ];

    public decimal? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>All of them as the history of the case tells them.</summary>
    public string Told() => string.Join("；", Names.Select(name =>
        $"{new Sentence($"Figure.{name}").In(TextResources.Chinese)} {Shown(name, TextResources.Chinese)}"));

    /// <summary>One of them with its unit.</summary>
    public string Shown(string name, CultureInfo culture) =>
        this[name] is { } value ? value.ToString("0.#", culture) + (IsRate(name) ? " %" : "") : "—";

    /// <summary>Those that are percentages.</summary>
    public static bool IsRate(string name) => name.EndsWith("Rate", StringComparison.Ordinal);
}
