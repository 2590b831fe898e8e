using System.Globalization;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// The list of an inbox as one statement. Each desk and each way of finding something is a run of its
/// own along one index and stops at its limit; what they found is put in order together.
/// </summary>
internal sealed class InboxSql(RowQuery query, InboxQuery asked, IReadOnlyList<Desk> desks, SearchPlan? plan)
{
    private readonly bool isDone = asked.Scope == InboxScope.Done;
    private bool isFirst = true;

    public required DateTimeOffset Now { get; init; }
    public InboxCursor? Cursor { get; init; }

    /// <summary>Only what begins here belongs to the answer; null while counting.</summary>
    private string Column => isDone
        ? "FinishedAt"
        : asked.Sort == InboxSort.Due ? "DueOrder" : "CreatedAt";

    /// <summary>The order in which rows are read; a page that is asked for backwards is turned round later.</summary>
    private bool IsDescending
    {
        get
        {
            var isShownDescending = asked.Sort == InboxSort.Newest || (isDone && asked.Sort == InboxSort.Due);
            return isShownDescending != (Cursor?.Backwards ?? false);
        }
    }

    public void WritePage(int offset, int limit)
    {
        query.Text("""SELECT "Id", "At" FROM (""");
        Sources(offset + limit, walk: null, ordered: true);
        query.Text($") AS found {Order("\"At\"", "\"Id\"")} LIMIT {Number(limit)} OFFSET {Number(offset)}");
    }

    /// <summary>How many there are, up to the limit and one.</summary>
    public void WriteCount(int limit)
    {
        query.Text("SELECT count(*) FROM (SELECT \"Id\" FROM (");
        Sources(limit + 1, InboxLimits.MaxWalk, ordered: false);
        query.Text($") AS found LIMIT {Number(limit + 1)}) AS counted");
    }

    /// <summary>Whether a count that looks along the lists ends before they do.</summary>
    public void WriteIsLong()
    {
        query.Text("SELECT count(*) FROM (SELECT 1 AS one FROM (");
        var more = "";
        foreach (var desk in desks)
        {
            query.Text(more).Text("""SELECT * FROM (SELECT t."Id" FROM "ReviewTasks" t WHERE """);
            Conditions(desk);
            query.Text($" LIMIT {Number(InboxLimits.MaxWalk + 1)}) AS part");
            more = " UNION ALL ";
        }

        query.Text($") AS found LIMIT {Number(InboxLimits.MaxWalk + 1)}) AS counted");
    }

    private void Sources(int limit, int? walk, bool ordered)
    {
        foreach (var desk in desks)
        {
            if (plan is null)
            {
                Walk(desk, limit, null, ordered, static _ => { });
                continue;
            }

            if (plan.IsCommon) Walk(desk, limit, walk, ordered, AddText, joinsText: true);
            if (plan.NamesAt(desk) is { } names)
                Walk(desk, limit, walk, ordered, filter => AddNames(filter, names));
        }

        if (plan is { IsCommon: false, Cases.Count: > 0 }) Candidates(limit, ordered);
        if (isFirst) query.Text("""SELECT t."Id", t."CreatedAt" AS "At" FROM "ReviewTasks" t WHERE 1 = 0""");
    }

    /// <param name="desk">Whose index.</param>
    /// <param name="limit">How many are wanted.</param>
    /// <param name="walk">How many to look at, found or not; null means to the end.</param>
    /// <param name="ordered">Whether the first are wanted, or any.</param>
    /// <param name="condition">What is looked for.</param>
    /// <param name="joinsText">Whether it is looked for in the texts of the cases.</param>
    private void Walk(
        Desk desk, int limit, int? walk, bool ordered, Action<RowQuery> condition, bool joinsText = false)
    {
        Begin();
        var order = ordered || walk is not null ? Order($"t.\"{Column}\"", "t.\"Id\"") : "";
        if (walk is { } most)
        {
            query.Text("""SELECT t."Id", t."At" FROM (SELECT t."Id", t."CaseId", t."Flow", t."StepId", """)
                .Text($"t.\"DepartmentCode\", t.\"{Column}\" AS \"At\" FROM \"ReviewTasks\" t WHERE ");
            Conditions(desk);
            query.Text($" {order} LIMIT {Number(most)}) AS t ");
            if (joinsText) query.Text("""JOIN "CaseTexts" x ON x."CaseId" = t."CaseId" """);
            query.Text("WHERE 1 = 1");
            condition(query);
            query.Text($" LIMIT {Number(limit)}");
        }
        else
        {
            query.Text($"SELECT t.\"Id\", t.\"{Column}\" AS \"At\" FROM \"ReviewTasks\" t ");
            if (joinsText) query.Text("""JOIN "CaseTexts" x ON x."CaseId" = t."CaseId" """);
            query.Text("WHERE ");
            Conditions(desk);
            condition(query);
            query.Text($" {order} LIMIT {Number(limit)}");
        }

        End();
    }

    /// <summary>From the cases to their tasks, never the other way: the fence keeps planners from turning it.</summary>
    private void Candidates(int limit, bool ordered)
    {
        Begin();
        query.Text($"SELECT t.\"Id\", t.\"{Column}\" AS \"At\" FROM ").Each(plan!.Cases).Text(" WHERE (");
        for (var index = 0; index < desks.Count; index++)
        {
            query.Text(index == 0 ? "(" : " OR (");
            desks[index].WriteTo(query);
            query.Text(")");
        }

        query.Text(")");
        Filter();
        if (ordered) query.Text(" ").Text(Order($"t.\"{Column}\"", "t.\"Id\""));
        query.Text($" LIMIT {Number(limit)}");
        End();
    }

    private void Conditions(Desk desk)
    {
        desk.WriteTo(query);
        Filter();
    }

    private void Filter()
    {
        if (!string.IsNullOrWhiteSpace(asked.Flow)) query.Text(""" AND t."Flow" = """).Value(asked.Flow);
        if (!string.IsNullOrWhiteSpace(asked.Office)) query.Text(""" AND t."DepartmentCode" = """).Value(asked.Office);
        if (asked.Overdue is { } late) query.Text($" AND t.\"DueOrder\" {(late ? "<" : ">=")} ").Value(Now);
        if (Cursor is not { } cursor) return;
        // The first comparison is what an index can begin at; the second decides among equals.
        var sign = IsDescending ? "<" : ">";
        query.Text($" AND t.\"{Column}\" {sign}= ").Value(cursor.At)
            .Text($" AND (t.\"{Column}\" {sign} ").Value(cursor.At)
            .Text($" OR t.\"Id\" {sign} ").Value(cursor.Id).Text(")");
    }

    private void AddText(RowQuery filter) => filter.Text(" AND ").Contains(plan!.Text);

    private static void AddNames(RowQuery filter, SearchPlan names)
    {
        var separator = " AND (";
        foreach (var department in names.Departments)
        {
            filter.Text(separator).Text("t.\"DepartmentCode\" = ").Value(department);
            separator = " OR ";
        }

        foreach (var label in names.Labels)
        {
            filter.Text(separator).Text("(t.\"Flow\" = ").Value(label.Flow)
                .Text(" AND t.\"StepId\" = ").Value(label.StepId).Text(")");
            separator = " OR ";
        }

        filter.Text(")");
    }

    // SQLite orders and limits a part of a union only when it is a query in a query.
    private void Begin()
    {
        // Two ways of finding may find the same task; two desks never have the same one.
        var separator = plan is null ? " UNION ALL " : " UNION ";
        query.Text(isFirst ? "" : separator).Text("SELECT * FROM (");
        isFirst = false;
    }

    private void End() => query.Text(") AS part");

    private string Order(string column, string id) =>
        IsDescending ? $"ORDER BY {column} DESC, {id} DESC" : $"ORDER BY {column}, {id}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
