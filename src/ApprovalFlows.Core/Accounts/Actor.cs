namespace ApprovalFlows.Core.Accounts;

/// <summary>Who acts: the person, and what that person is entitled to at this moment.</summary>
public sealed record Actor(
    Guid UserId,
    string UserName,
    string DisplayName,
    IReadOnlySet<string> Roles,
    IReadOnlyList<PostReference> Posts,
    Guid? EnterpriseId)
{
    /// <summary>The system itself, when the law rather than a person moves a case.</summary>
    public static Actor System { get; } =
        new(Guid.Empty, "system", "system", new HashSet<string>(), [], null);

    /// <summary>Somebody who did not sign in, where a flow lets such callers in.</summary>
    public static Actor Anonymous { get; } =
        new(Guid.Empty, "anonymous", "anonymous", new HashSet<string>(), [], null);

    public bool IsIn(string role) => Roles.Contains(role);

    public bool Holds(string department, string post) =>
        Posts.Any(held => held.Department == department && held.Post == post);

    public bool BelongsTo(string department) => Posts.Any(held => held.Department == department);
}

public sealed record PostReference(string Department, string Post);
