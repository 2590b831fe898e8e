using ApprovalFlows.Core.Inbox;
using Microsoft.AspNetCore.Http.Extensions;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

/// <summary>How the inbox is looked at, as its address says it.</summary>
public sealed record InboxAddress
{
    public const string ByUrgency = "urgency";
    public const string ByFlow = "flow";

    public string Scope { get; init; } = "available";
    public string? Text { get; init; }
    public string? Flow { get; init; }
    public string? Office { get; init; }
    public bool IsLate { get; init; }
    public InboxSort Sort { get; init; }
    public string? Group { get; init; }
    public string? After { get; init; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrEmpty(Flow)
        || !string.IsNullOrEmpty(Office) || IsLate;

    public bool IsDone => Scope == "done";

    public override string ToString() => "/inbox" + Query();

    /// <summary>With the question mark; what is as usual is left out.</summary>
    public string Query()
    {
        var query = new QueryBuilder { { "scope", Scope } };
        Add("q", Text);
        Add("flow", Flow);
        Add("office", Office);
        Add("late", IsLate ? "true" : null);
        Add("sort", Sort == InboxSort.Due ? null : Sort.ToString().ToLowerInvariant());
        Add("group", Group);
        Add("after", After);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        }
    }

    public InboxQuery ToQuery(int page) => new()
    {
        Scope = Enum.Parse<InboxScope>(Scope, ignoreCase: true),
        Text = Text,
        Flow = Flow,
        Office = Office,
        Overdue = IsLate ? true : null,
        Sort = Sort,
        After = After,
        Page = page,
        CountLimit = InboxLimits.MaxCount,
    };
}
