using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>The annual assessment: results and objections for everybody, cycles for the offices.</summary>
public static class AssessmentEndpoints
{
    public static void MapAssessments(this IEndpointRouteBuilder routes)
    {
        var assessments = routes.MapGroup("/api/assessments");
        assessments.MapGet("", ListAsync).AllowAnonymous().WithSummary("Published results.");
        assessments.MapPost("", OpenAsync).RequireAuthorization("Reviewer").WithSummary("Opens the cycle of a year.");
        assessments.MapGet("/{year:int}", CycleAsync).WithSummary("How a cycle stands, for the offices.");
        assessments.MapGet("/{year:int}/{creditCode}", ShowAsync).AllowAnonymous()
            .WithSummary("One assessment: public once it is published, more for the firm and the offices.");
        assessments.MapPost("/{year:int}/{creditCode}/objections", ObjectAsync).AllowAnonymous()
            .WithSummary("An objection in the time of publicity, of the assessed firm or, with a name, of anybody.");
        assessments.MapGet("/objections/{number}", AnswerAsync).AllowAnonymous()
            .WithSummary("What became of an objection of the public.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, AssessmentList results, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (year, grade, number, size) = (fields.Text("year"), fields.Text("grade"), fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await results.ListAsync(YearOf(year), grade, number, size, cancellation);
        return TypedResults.Ok(new { page.Items, page.TotalCount, page.Page, page.PageSize });
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var year = fields.Integer("year");
        fields.MustBeRight();
        var cycle = await work.RunAsync<CycleService, AssessmentCycle>(
            caller.Actor, cycles => cycles.OpenAsync(year, context.RequestAborted), context.RequestAborted);
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"/api/assessments/{cycle.Year}"), Of(cycle));
    }

    private static async Task<IResult> CycleAsync(
        int year, HttpContext context, Caller _, CycleOverview cycles, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (state, number, size) = (fields.Choice<AssessmentState>("state"), fields.Page, fields.PageSize);
        fields.MustBeRight();
        var view = await cycles.ShowAsync(year, state, number, size, cancellation);
        return TypedResults.Ok(new
        {
            cycle = Of(view.Cycle),
            states = view.States.ToDictionary(pair => JsonNames.Camel(pair.Key), pair => pair.Value),
            view.Grades,
            view.Unreported,
            view.LateOffices,
            items = view.Rows.Items.Select(row => new
            {
                row.Enterprise,
                row.CreditCode,
                row.CaseNumber,
                state = JsonNames.Camel(row.State),
                row.IsUnreported,
                row.Grade,
                row.Late,
            }),
            view.Rows.TotalCount,
            view.Rows.Page,
            view.Rows.PageSize,
        });
    }

    private static async Task<IResult> ShowAsync(
        int year, string creditCode, AssessmentDetails results, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await results.ShowAsync(year, creditCode, cancellation)));

    // A name makes it an objection of the public, whoever is signed in.
    private static async Task<IResult> ObjectAsync(
        int year, string creditCode, HttpContext context, Caller caller, UnitOfWork work, AssessmentDetails results,
        ObjectionLookup objections)
    {
        var cancellation = context.RequestAborted;
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, cancellation));
        var handedIn = new PublicObjection(
            fields.Text("office"), fields.Text("reason"), fields.Text("name"), fields.Text("phone"),
            fields.Text("mail"), CultureInfo.CurrentUICulture.Name);
        fields.MustBeRight();
        if (handedIn.Name is null && context.User.Identity?.IsAuthenticated == true)
        {
            await work.RunAsync<ObjectionService, AssessmentObjection>(
                caller.Actor,
                service => service.FileAsync(year, creditCode, handedIn.Office, handedIn.Reason, cancellation),
                cancellation);
            return TypedResults.Ok(Of(await results.ShowAsync(year, creditCode, cancellation)));
        }

        var filed = await work.RunAsync<ObjectionService, AssessmentObjection>(
            Actor.Anonymous,
            service => service.FilePubliclyAsync(year, creditCode, handedIn, cancellation), cancellation);
        var answer = await objections.FindAsync(filed.Number, cancellation);
        return TypedResults.Created($"/api{ObjectionLookup.AddressOf(filed.Number!)}", Of(answer!));
    }

    private static async Task<IResult> AnswerAsync(
        string number, ObjectionLookup objections, CancellationToken cancellation) => TypedResults.Ok(Of(
            await objections.FindAsync(number, cancellation) ?? throw RuleViolation.NotFound("ObjectionUnknown")));

    private static object Of(ObjectionAnswer answer) => new
    {
        answer.Number,
        answer.Year,
        answer.Enterprise,
        answer.CreditCode,
        answer.Office,
        at = ChinaTime.Of(answer.At),
        state = JsonNames.Camel(answer.State),
        answer.Answer,
        answeredAt = CaseJson.Local(answer.AnsweredAt),
    };

    private static object Of(AssessmentCycle cycle) => new
    {
        cycle.Year,
        openedAt = ChinaTime.Of(cycle.OpenedAt),
        openedBy = cycle.OpenedByName,
        cycle.ReportDue,
        cycle.ClosesOn,
    };

    private static object Of(AssessmentView view) => new
    {
        view.Row.Year,
        view.Enterprise,
        view.CreditCode,
        state = JsonNames.Camel(view.State),
        grade = view.Grades.Count > 0 ? view.Row.Grade : null,
        percent = view.Grades.Count > 0 ? view.Row.Percent : null,
        reasons = view.Grades.Count > 0 ? view.Grades[^1].Reasons.Select(Said) : [],
        mustRectify = view.Grades.Count > 0 && view.MustRectify,
        view.Row.PublishedOn,
        publicityEnds = view.Publicity?.DueOn,
        publicityExplanation = view.Publicity?.Explain(CultureInfo.CurrentUICulture),
        view.Row.FinalOn,
        caseNumber = view.CaseNumber,
        figures = view.Figures?.Values,
        grades = view.IsInside
            ? view.Grades.Select(row => new { row.Version, row.Grade, row.Percent, at = ChinaTime.Of(row.At) })
            : null,
        sheets = view.IsInside
            ? view.Sheets.Select(sheet => new
            {
                sheet.Office,
                sheet.Version,
                sheet.Points,
                sheet.Lines,
                enteredAt = ChinaTime.Of(sheet.EnteredAt),
            })
            : null,
        objections = view.IsInside
            ? view.Objections.Select(row => new
            {
                row.Office,
                row.Reason,
                at = ChinaTime.Of(row.At),
                row.IsPublic,
                state = JsonNames.Camel(row.State),
                row.IsUpheld,
                row.Opinion,
                decidedAt = CaseJson.Local(row.DecidedAt),
                row.By,
            })
            : null,
    };

    private static string Said(Core.Texts.Sentence sentence) => sentence.In(CultureInfo.CurrentUICulture);

    private static int? YearOf(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year
        : throw RuleViolation.Invalid("year", "FieldMustBe", "yyyy");
}
