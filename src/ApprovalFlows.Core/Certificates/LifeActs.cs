using ApprovalFlows.Core.Certificates.Cascade;

namespace ApprovalFlows.Core.Certificates;

/// <summary>The acts in the life of a certificate by the nouns that addresses use.</summary>
public static class LifeActs
{
    public const string Suspension = "suspension";
    public const string Reinstatement = "reinstatement";
    public const string Revocation = "revocation";
    public const string Cancellation = "cancellation";
    public const string Surrender = "surrender";

    public static IReadOnlyList<string> All { get; } =
        [Suspension, Reinstatement, Revocation, Cancellation, Surrender];

    public static string? Find(string noun) => All.FirstOrDefault(known => known == noun);

    /// <summary>What it would hold up; null for the one that lifts.</summary>
    public static HoldAct? HoldOf(string noun) => noun switch
    {
        Suspension => HoldAct.Suspension,
        Revocation => HoldAct.Revocation,
        Cancellation => HoldAct.Cancellation,
        Surrender => HoldAct.Surrender,
        _ => null,
    };

    /// <summary>The acts that make sense today for somebody with these rights.</summary>
    public static IReadOnlyList<string> Open(Certificate paper, bool mayKeep, bool isHolder, DateOnly today)
    {
        if (paper.IsEnded || paper.LastDay < today) return [];
        if (!mayKeep) return isHolder ? [Surrender] : [];
        var isSuspended = paper.Suspensions.Exists(row => row.Until is null);
        return [isSuspended ? Reinstatement : Suspension, Revocation, Cancellation, Surrender];
    }

    public static Task<Certificate> DoAsync(
        CertificateLifeService life, string noun, string number, LifeRequest request,
        CancellationToken cancellation = default) => noun switch
        {
            Suspension => life.SuspendAsync(number, request, cancellation),
            Reinstatement => life.ReinstateAsync(number, request, cancellation),
            Revocation => life.RevokeAsync(number, request, cancellation),
            Cancellation => life.CancelAsync(number, request, cancellation),
            Surrender => life.SurrenderAsync(number, request, cancellation),
            _ => throw RuleViolation.NotFound("PageUnknown"),
        };
}
