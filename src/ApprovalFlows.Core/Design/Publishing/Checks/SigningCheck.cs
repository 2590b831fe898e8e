using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Workflows.Expressions.Models;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Signing modes exist, and several signers can come to a result.</summary>
internal sealed class SigningCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) => flow.Reviews.SelectMany(rule => Of(flow, rule));

    private static IEnumerable<Finding> Of(FlowUnderCheck flow, ReviewRule rule)
    {
        var written = Constant.Text(rule.Step.SigningMode);
        if (!written.IsKnown)
        {
            yield return On(rule.Node, Severity.Warning, "Gate.NotProvable", nameof(rule.Step.SigningMode));
            yield break;
        }

        if (written.Value is not { } name) yield break;
        if (!SigningModes.ByName.TryGetValue(name, out var mode))
            yield return On(rule.Node, Severity.Error, "Gate.ModeUnknown", name);
        else if (mode != SigningMode.One)
            foreach (var finding in Shared(flow, rule, mode)) yield return finding;
    }

    private static IEnumerable<Finding> Shared(FlowUnderCheck flow, ReviewRule rule, SigningMode mode)
    {
        var ratio = Constant.Number(rule.Step.Ratio);
        if (mode.HasThreshold() && ratio is { IsKnown: true, Value: null or < 1 or > 100 })
            yield return On(
                rule.Node, Severity.Error, "Gate.RatioRange", Constant.Text(rule.Step.Ratio).Value ?? "");
        if (!IsWritten(rule.Step.Signers))
        {
            yield return On(rule.Node, Severity.Warning, "Gate.NotProvable", nameof(rule.Step.Signers));
            yield break;
        }

        var everyHolder = Constant.Text(rule.Step.EveryHolder);
        var all = bool.TryParse(everyHolder.Value, out var given) && given;
        if (SignerRules.TryRead(rule.Step.Signers?.Expression?.Value) is not { } signers)
            yield return On(rule.Node, Severity.Error, "Gate.SignersUnreadable");
        else if (signers.Count == 0 && !all && everyHolder.IsKnown)
            yield return On(rule.Node, Severity.Error, "Gate.NoSigners");
        else if (signers.Count > SigningModes.MaxSigners)
            yield return On(rule.Node, Severity.Error, "Gate.TooManySigners", SigningModes.MaxSigners);
        else
            foreach (var signer in signers)
                if (Wrong(flow, signer) is { } wrong)
                    yield return On(rule.Node, Severity.Error, wrong, $"{signer.Department}/{signer.Post}");
    }

    private static string? Wrong(FlowUnderCheck flow, SignerRule signer)
    {
        if (signer.Weight < 1) return "Gate.WeightNotPositive";
        var office = flow.Offices.GetValueOrDefault((signer.Department, signer.Post));
        return office?.State switch
        {
            OfficeState.DepartmentUnknown or OfficeState.DepartmentEnded or OfficeState.PostUnknown =>
                "Gate.SignerUnknown",
            not null when !office.Eligible.Any() => "Gate.SignerVacant",
            _ => null,
        };
    }

    private static bool IsWritten(Input? input) =>
        input?.Expression is null || input.Expression.Type is Expression.Literal or "Object";
}
