namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// The route follows from the park <c>other</c>: it is filled in when it was left out, and must
/// agree when it was given.
/// </summary>
internal sealed class ParkRouteRule : IFormRule
{
    public string Kind => "parkRoute";

    public void Apply(FormRuleInput input)
    {
        var (field, park) = (input.Rule.Field, input.Rule.Other!);
        if (input.Errors.Concern(park) || input.Errors.Concern(field))
            return;
        var route = input.Context.Pilot.Parks.RouteOf(input.Text(park));
        if (input.Text(field) is not { } given)
            input.Values[field] = route;
        else if (given != route)
            input.Refuse("Rule.ParkRoute", route, given);
    }

    public IEnumerable<string> Missing(FormRule rule)
    {
        if (rule.Other is null)
            yield return "other";
    }
}
