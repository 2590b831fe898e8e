using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// One run of an index: the free tasks of one post, the open tasks of one person, or what one person
/// decided. Each condition is written as the filter of its index is.
/// </summary>
internal sealed record Desk(InboxScope Scope, string Department, string Post, Guid Person)
{
    public static Desk OfPost(string department, string post) =>
        new(InboxScope.Available, department, post, Guid.Empty);

    public static Desk Of(InboxScope scope, Guid person) => new(scope, "", "", person);

    public void WriteTo(RowQuery query)
    {
        if (Scope == InboxScope.Available)
        {
            query.Text("""t."Status" = 0 AND t."AssigneeId" IS NULL AND t."DepartmentCode" = """).Value(Department)
                .Text(""" AND t."PostCode" = """).Value(Post);
        }
        else if (Scope == InboxScope.Mine)
        {
            query.Text("""t."Status" = 0 AND t."AssigneeId" = """).Value(Person);
        }
        else
        {
            query.Text("""t."Status" = 1 AND t."DecidedById" = """).Value(Person);
        }
    }
}
