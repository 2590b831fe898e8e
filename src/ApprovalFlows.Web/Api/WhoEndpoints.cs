using System.Globalization;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;

namespace ApprovalFlows.Web.Api;

/// <summary>Who gets a step on a day, and why a case is, or is not, in an inbox.</summary>
public static class WhoEndpoints
{
    public static void MapWho(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/who", WhoAsync).RequireAuthorization("Staff")
            .WithSummary("Who gets this step on that day, each with the reason.");
        routes.MapGet("/api/why", WhyAsync).RequireAuthorization("Staff")
            .WithSummary("Why the open tasks of a case are, or are not, in the caller's inbox.");
    }

    private static async Task<IResult> WhoAsync(
        HttpContext context, StepCandidates steps, StaffLog log, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var question = new StepQuestion(
            fields.Text("flow") ?? "",
            fields.Text("step") ?? "",
            fields.Date("date") ?? log.Today,
            fields.Text("case"));
        fields.MustBeRight();
        var answer = await steps.AskAsync(question, cancellation);
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            step = answer.Step.In(culture),
            department = answer.Office.In(culture),
            post = answer.Post.In(culture),
            answer.Day,
            people = answer.People.Select(Of),
            instead = answer.Instead?.In(culture),
            insteadPeople = answer.InsteadPeople.Select(Of),
        });

        object Of(Candidate person) => new
        {
            person.UserName,
            person.Name,
            person.IsEligible,
            why = person.Why.In(culture),
            against = person.Against.Select(reason => reason.In(culture)),
        };
    }

    private static async Task<IResult> WhyAsync(
        HttpContext context, InboxReasons reasons, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (number, person) = (fields.Text("case"), fields.Text("person"));
        fields.MustBeRight();
        var found = await reasons.ExplainAsync(number ?? "", person, cancellation);
        return TypedResults.Ok(new
        {
            items = found.Select(reason => new
            {
                reason.TaskId,
                reason.IsInInbox,
                why = reason.Why.In(CultureInfo.CurrentUICulture),
            }),
        });
    }
}
