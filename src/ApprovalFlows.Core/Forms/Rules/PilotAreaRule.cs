namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>The area, together with the park <c>other</c>, belongs to the pilot.</summary>
internal sealed class PilotAreaRule : IFormRule
{
    public string Kind => "pilotArea";

    public void Apply(FormRuleInput input)
    {
        if (input.Text(input.Rule.Field) is not { } areaCode
            || input.Errors.Concern(input.Rule.Other!))
            return;
        var check = input.Context.Pilot.Check(areaCode, input.Text(input.Rule.Other));
        if (check.Problem is { } problem)
            input.Errors.Add(input.Rule.Field, problem);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
