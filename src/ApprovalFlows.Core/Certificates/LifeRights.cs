using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Who may do what to a paper; the posts are data of its kind.</summary>
public static class LifeRights
{
    /// <summary>The post that keeps papers of the kind, and those who answer for the office.</summary>
    public static bool MayKeep(Actor actor, Certificate paper) =>
        CertificateKinds.Find(paper.Kind) is { } kind
        && kind.Keepers.Any(keeper => actor.Posts.Any(held => held.Flow is null
            && held.Department == OfficeOf(keeper)
            && (keeper == $"{held.Department}/{held.Post}" || held.Post is "supervisor" or "leader")));

    /// <summary>The holder gives it back: the worker his own, a firm its own.</summary>
    public static bool IsHolder(Actor actor, Certificate paper) => paper.WorkerId is { } worker
        ? actor.WorkerId == worker
        : actor.EnterpriseId is { } firm && firm == paper.EnterpriseId;

    private static string OfficeOf(string keeper) => keeper[..keeper.IndexOf('/', StringComparison.Ordinal)];
}
