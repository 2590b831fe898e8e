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

    /// <summary>The worker one is oneself.</summary>
    public Guid? WorkerId { get; init; }

    /// <summary>True where the person declared, or was found to have, an interest in some cases.</summary>
    public bool HasRecusals { get; init; }

    /// <summary>The password is still that of the administrator: nothing is open before it is changed.</summary>
    public bool HasFirstPassword { get; init; }

    /// <summary>In whose place the person acts just now; null in one's own name.</summary>
    public PostReference? Acting { get; init; }

    /// <summary>How the person signs: the name, and the represented one where there is one.</summary>
    public string SignedName => Acting?.ForName is { } absent ? Signature.For(DisplayName, absent) : DisplayName;

    public IEnumerable<PostReference> OwnPosts => Posts.Where(held => held.ForId is null);

    /// <summary>Oneself and those one represents today: whose tasks one may have.</summary>
    public IReadOnlyList<Guid> Assignees =>
        [UserId, .. Posts.Select(held => held.ForId).OfType<Guid>().Distinct()];

    /// <summary>Whether the person hands in applications: for a firm, or as a worker.</summary>
    public bool Applies => IsIn(Accounts.Roles.Applicant) || (IsIn(Accounts.Roles.Worker) && WorkerId is not null);

    public bool IsIn(string role) => Roles.Contains(role);

    /// <summary>Whether the person holds or represents the post, in cases of any flow.</summary>
    public bool Holds(string department, string post) =>
        Posts.Any(held => held.Department == department && held.Post == post && held.Flow is null);

    /// <summary>Whether the person acts today for somebody in that post.</summary>
    public bool Represents(Guid absent, string department, string post) => Posts.Any(held =>
        held.ForId == absent && held.Department == department && held.Post == post && held.Flow is null);

    /// <summary>The person as he acts in that post: in the place of its holder, unless it is his own.</summary>
    public Actor ActingIn(string department, string post) =>
        OwnPosts.Any(held => held.Department == department && held.Post == post)
            ? this
            : this with { Acting = Posts.FirstOrDefault(held => held.Department == department && held.Post == post) };

    public bool BelongsTo(string department) => Posts.Any(held => held.Department == department);

    /// <summary>The person as entitled in cases of one flow: deputyships for other flows fall away.</summary>
    public Actor In(string flow) => Posts.Any(held => held.Flow is not null)
        ? this with
        {
            Posts = [.. Posts.Where(held => held.Flow is null || held.Flow == flow)
                .Select(held => held with { Flow = null })],
        }
        : this;
}

/// <summary>A post somebody holds, or in which somebody represents its holder.</summary>
public sealed record PostReference(string Department, string Post)
{
    /// <summary>The holder who is represented; null for a post of one's own.</summary>
    public Guid? ForId { get; init; }
    public string? ForName { get; init; }

    /// <summary>The only flow for which the representation counts; null for all.</summary>
    public string? Flow { get; init; }
}
