using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// Leaves out of a desk what its person may not have: the rules of <see cref="Eligibility"/> as the database
/// can ask them. At a post held through others only, one of those represented has to be free to decide.
/// </summary>
internal sealed class InboxBars
{
    private const string Case = """EXISTS (SELECT 1 FROM "Cases" c WHERE c."Id" = t."CaseId" AND """;

    private readonly Actor actor;
    private readonly List<Guid> absent;

    private InboxBars(Actor actor, List<Guid> absent) => (this.actor, this.absent) = (actor, absent);

    private bool IsOfCompany => actor.EnterpriseId is not null || actor.IsIn(Roles.Applicant);

    private bool MayHaveDecidedOther => actor.Posts.Count > 1;

    /// <returns>Null where none of the rules can touch the person.</returns>
    public static InboxBars? Of(Actor actor, List<Guid> absent)
    {
        var bars = new InboxBars(actor, absent);
        return bars.IsOfCompany || actor.HasRecusals || bars.MayHaveDecidedOther || absent.Count > 0 ? bars : null;
    }

    public void WriteTo(RowQuery query)
    {
        if (IsOfCompany) NotOwn(query);
        if (actor.HasRecusals) NotRecused(query);
        if (MayHaveDecidedOther) NotOfOtherTiers(query, tier => tier.Value(actor.UserId));
        if (absent.Count > 0) OneIsFree(query);
    }

    private void NotOwn(RowQuery query)
    {
        query.Text($" AND NOT {Case}(c.\"ApplicantUserId\" = ").Value(actor.UserId);
        if (actor.EnterpriseId is { } company) query.Text(""" OR c."EnterpriseId" = """).Value(company);
        query.Text("))");
    }

    private void NotRecused(RowQuery query) =>
        NotRecused(query, person => person.Value(actor.UserId));

    private static void NotRecused(RowQuery query, Func<RowQuery, RowQuery> person)
    {
        query.Text("""
             AND NOT EXISTS (SELECT 1 FROM "Recusals" r JOIN "Cases" c ON c."Id" = t."CaseId"
            WHERE r."EndedAt" IS NULL
            AND (c."ApplicantUserId" = r."ApplicantId" OR c."EnterpriseId" = r."EnterpriseId")
            AND r."PersonId" = 
            """);
        person(query).Text(")");
    }

    private static void NotOfOtherTiers(RowQuery query, Func<RowQuery, RowQuery> person)
    {
        query.Text("""
             AND NOT (t."IsTier" AND EXISTS (SELECT 1 FROM "ReviewTasks" o WHERE o."CaseId" = t."CaseId"
            AND o."IsTier" AND o."StepId" <> t."StepId" AND o."Status" = 1 AND (o."DecidedById" = 
            """);
        person(query).Text(""" OR o."DecidedForId" = """);
        person(query).Text(")))");
    }

    private void OneIsFree(RowQuery query)
    {
        query.Text(""" AND EXISTS (SELECT 1 FROM "AspNetUsers" u WHERE (""");
        for (var index = 0; index < absent.Count; index++)
            query.Text(index == 0 ? "u.\"Id\" = " : " OR u.\"Id\" = ").Value(absent[index]);
        query.Text($") AND NOT {Case}(c.\"ApplicantUserId\" = u.\"Id\" OR c.\"EnterpriseId\" = u.\"EnterpriseId\"))");
        NotRecused(query, person => person.Text("u.\"Id\""));
        NotOfOtherTiers(query, person => person.Text("u.\"Id\""));
        query.Text(")");
    }
}
