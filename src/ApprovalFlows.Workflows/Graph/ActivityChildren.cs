using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Finds the children of an activity in its public properties.</summary>
internal static class ActivityChildren
{
    public static IEnumerable<(string Port, IActivity Child)> Of(IActivity activity)
    {
        foreach (var property in PropertyTable.Of(activity.GetType()))
            switch (property.Get(activity))
            {
                case IActivity child:
                    yield return (property.Name, child);
                    break;
                case IEnumerable<IActivity> children:
                    foreach (var child in children)
                        yield return (property.Name, child);
                    break;
            }

        foreach (var (label, child) in Cases(activity))
            yield return (label, child);
    }

    private static IEnumerable<(string, IActivity)> Cases(IActivity activity) => activity switch
    {
        Switch choice =>
            from item in choice.Cases where item.Activity is not null select (item.Label, item.Activity),
        SendHttpRequest request =>
            from item in request.ExpectedStatusCodes
            where item.Activity is not null
            select ($"{item.StatusCode}", item.Activity),
        _ => [],
    };
}
