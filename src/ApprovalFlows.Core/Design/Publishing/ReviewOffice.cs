namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>An office that a flow names, as it is today.</summary>
internal sealed record ReviewOffice(
    OfficeState State, string Name, string? SuccessorName, IReadOnlyList<PostHolder> Holders)
{
    /// <summary>Holders of the supervisor's and the leader's post.</summary>
    public IReadOnlyList<PostHolder> Superiors { get; init; } = [];

    public IEnumerable<PostHolder> Eligible => Holders.Where(holder => holder.MayReview);

    /// <summary>Those who can never be the applicant of a case.</summary>
    public IEnumerable<PostHolder> Independent => Eligible.Where(holder => !holder.MayApply);
}

internal enum OfficeState
{
    Alive,
    DepartmentUnknown,
    DepartmentEnded,
    Succeeded,
    PostUnknown,
}

internal sealed record PostHolder(Guid UserId, string Name, bool MayReview, bool MayApply);
