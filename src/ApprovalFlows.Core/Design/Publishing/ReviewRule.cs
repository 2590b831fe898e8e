using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>A review step as far as it is the same in every run.</summary>
internal sealed record ReviewRule(ActivityNode Node, ReviewStep Step)
{
    public Constant<string> Department { get; } = Constant.Text(Step.Department);
    public Constant<string> Post { get; } = Constant.Text(Step.Post);
    public Constant<IReadOnlyList<string>> Outcomes { get; } = Constant.List(Step.Outcomes);
    public Constant<IReadOnlyDictionary<string, string>> Synonyms { get; } = Constant.Map(Step.Synonyms);
    public Constant<string> Limit { get; } = Constant.Text(Step.TimeLimit);
    public Constant<int?> WorkingDays { get; } = Constant.Number(Step.WorkingDays);
    public Constant<string> Deemed { get; } = Constant.Text(Step.DeemedOutcome);

    /// <summary>Those who sign in a mode of several signers.</summary>
    public IReadOnlyList<SignerRule> Signers { get; } =
        SignerRules.TryRead(Step.Signers?.Expression?.Value) ?? [];
    public Constant<string> Different { get; } = Constant.Text(Step.DifferentPerson);
    public Constant<string> Skips { get; } = Constant.Text(Step.SkipSame);
    public Constant<string> Nobody { get; } = Constant.Text(Step.WhenNobody);

    public string Id => Step.Id;

    /// <summary>Whether the law sets it a limit as a decision of its own.</summary>
    public bool IsStatutory =>
        ReviewTask.IsTierOf(Limit.Value ?? (WorkingDays.Value is null ? TimeLimits.Decision : null));

    public string? Favourable => Outcomes.Value is { Count: > 0 } list ? list[0] : null;

    /// <summary>
    /// Whether its favourable outcome is a decision on the matter: accepting the papers, handing over the
    /// certificate and the first look of the lower authority are none.
    /// </summary>
    public bool Decides => Limit.Value is not
        (TimeLimits.Acceptance or TimeLimits.Delivery or TimeLimits.PenaltyDelivery or TimeLimits.InitialReview);

    /// <summary>Whether it is one of the tiers different persons take (初审、复核、核准).</summary>
    public bool IsTier => IsYes(Different)
        ?? Limit.Value is not (TimeLimits.Acceptance or TimeLimits.Delivery or TimeLimits.PenaltyDelivery);

    /// <summary>Null when it is not said, or only at run time.</summary>
    public static bool? IsYes(Constant<string> input) =>
        bool.TryParse(input.Value, out var isYes) ? isYes : null;

    public (string Department, string Post)? Office =>
        Department.Value is { } department && Post.Value is { } post ? (department, post) : null;
}
