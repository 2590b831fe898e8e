using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// One run of an index: the free tasks of one post, the open tasks of one person, or what one person
/// decided. Each condition is written as the filter of its index is.
/// </summary>
internal sealed record Desk(InboxScope Scope, string Department, string Post, Guid Person)
{
    /// <summary>The only flows that are meant, one under the other; empty means all.</summary>
    public string Flows { get; init; } = "";

    /// <summary>What a rule keeps from the one who looks; null where no rule can.</summary>
    public InboxBars? Bars { get; init; }

    public static Desk OfPost(string department, string post) =>
        new(InboxScope.Available, department, post, Guid.Empty);

    public static Desk Of(InboxScope scope, Guid person) => new(scope, "", "", person);

    public void WriteTo(RowQuery query)
    {
        query.Text(Scope switch
        {
            InboxScope.Available => """t."Status" = 0 AND t."AssigneeId" IS NULL""",
            InboxScope.Mine => """t."Status" = 0 AND t."AssigneeId" = """,
            _ => """t."Status" = 1 AND t."DecidedById" = """,
        });
        if (Scope != InboxScope.Available) query.Value(Person);
        if (Post.Length > 0)
        {
            query.Text(""" AND t."DepartmentCode" = """).Value(Department)
                .Text(""" AND t."PostCode" = """).Value(Post);
        }

        if (Flows.Length > 0) WriteFlows(query);
        Bars?.WriteTo(query);
    }

    private void WriteFlows(RowQuery query)
    {
        var separator = " AND (";
        foreach (var flow in Flows.Split('\n'))
        {
            query.Text(separator).Text("""t."Flow" = """).Value(flow);
            separator = " OR ";
        }

        query.Text(")");
    }
}
