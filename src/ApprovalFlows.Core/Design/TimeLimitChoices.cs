using System.Reflection;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Core.Design;

/// <summary>The statutory time limits, and none.</summary>
public sealed class TimeLimitChoices(TimeLimits limits) : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) => new(
        [
            new SelectListItem(new Sentence("Choice.NoTimeLimit").ToString(), ReviewTask.NoTimeLimit),
            // An office answers within days; hours and years bind other acts.
            .. limits.All.Where(limit => limit.Unit is TimeUnit.Workdays or TimeUnit.Days).Select(
                limit => new SelectListItem(LabelOf(limit).ToString(), limit.Key)),
        ]);

    private static Sentence LabelOf(TimeLimit limit) =>
        new($"Choice.TimeLimit.{limit.Unit}", limit.Name, limit.Amount, limit.Basis);
}
