using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox;

namespace ApprovalFlows.Benchmarks.Inbox;

/// <summary>The first page and the counts as somebody would write them by hand, on an open connection.</summary>
internal sealed class RawInbox(InboxDatabase database, Actor person)
{
    private const string Page =
        """
        SELECT t."Id", t."TitleZh", t."DueAt", t."AssigneeName", t."Outcomes", t."Revision", c."Number",
               c."Applicant", c."Title", d."NameZh"
        FROM "ReviewTasks" t JOIN "Cases" c ON c."Id" = t."CaseId" JOIN "Departments" d ON d."Code" = t."DepartmentCode"
        WHERE 
        """;

    public async Task PageAsync(InboxScope scope)
    {
        var order = scope == InboxScope.Done ? "t.\"FinishedAt\" DESC, t.\"Id\" DESC" : "t.\"DueOrder\", t.\"Id\"";
        await RunAsync($"{Page}{Where(scope, person.Posts[0])} ORDER BY {order} LIMIT 21");
        await RunAsync(Count(scope));
    }

    public async Task CountsAsync()
    {
        foreach (var scope in Enum.GetValues<InboxScope>()) await RunAsync(Count(scope));
    }

    private string Count(InboxScope scope) =>
        $"SELECT count(*) FROM (SELECT 1 FROM \"ReviewTasks\" t WHERE {Where(scope, person.Posts[0])} LIMIT 1001) AS c";

    private string Where(InboxScope scope, PostReference post) => scope switch
    {
        InboxScope.Available =>
            $"t.\"Status\" = 0 AND t.\"AssigneeId\" IS NULL AND t.\"DepartmentCode\" = '{post.Department}' "
            + $"AND t.\"PostCode\" = '{post.Post}'",
        InboxScope.Mine => $"t.\"Status\" = 0 AND t.\"AssigneeId\" = '{Me}'",
        _ => $"t.\"Status\" = 1 AND t.\"DecidedById\" = '{Me}'",
    };

    private string Me => person.UserId.ToString().ToUpperInvariant();

    private async Task RunAsync(string sql)
    {
        await using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var values = new object[rows.FieldCount];
        while (await rows.ReadAsync()) rows.GetValues(values);
    }
}
