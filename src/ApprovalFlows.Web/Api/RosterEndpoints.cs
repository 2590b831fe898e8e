using System.Globalization;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Rosters;

namespace ApprovalFlows.Web.Api;

/// <summary>Rosters: many workers at once, told row by row.</summary>
public static class RosterEndpoints
{
    /// <summary>Name of the policy for those who hand rosters in.</summary>
    public const string Sender = "RosterSender";

    public static void MapRosters(this IEndpointRouteBuilder routes)
    {
        var rosters = routes.MapGroup("/api/workers/rosters").RequireAuthorization(Sender);
        rosters.MapGet("", ListAsync).WithSummary("The last rosters of the caller's enterprise.");
        rosters.MapPost("", TakeAsync).DisableAntiforgery()
            .WithSummary("Takes a CSV or XLSX file of workers in (multipart/form-data); good rows count at once.");
        rosters.MapGet("/{id:guid}", ShowAsync).WithSummary("What came of each row.");
    }

    private static async Task<IResult> ListAsync(Caller _, RosterList rosters, CancellationToken cancellation) =>
        TypedResults.Ok(new { items = (await rosters.ListAsync(cancellation)).Select(Summary) });

    private static async Task<IResult> TakeAsync(HttpContext context, Caller caller, RosterService rosters)
    {
        var (name, content) = await AttachmentEndpoints.ReadFileAsync(context);
        var upload = await rosters.TakeAsync(caller.Actor, name, content, context.RequestAborted);
        return TypedResults.Created($"/api/workers/rosters/{upload.Id}", Of(upload));
    }

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, RosterList rosters, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await rosters.MustFindAsync(id, cancellation)));

    private static object Summary(RosterUpload upload) => new
    {
        upload.Id,
        upload.FileName,
        upload.At,
        upload.Created,
        upload.Changed,
        upload.Unchanged,
        upload.Refused,
    };

    private static object Of(RosterUpload upload)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new
        {
            upload.Id,
            upload.FileName,
            upload.At,
            upload.Created,
            upload.Changed,
            upload.Unchanged,
            upload.Refused,
            rows = RosterService.ResultOf(upload).Rows.Select(row => new
            {
                row = row.Number,
                outcome = JsonNames.Camel(row.Outcome),
                row.WorkerId,
                errors = row.Errors.Select(error => new
                {
                    error.Field,
                    label = RosterColumns.LabelOf(error.Field).In(culture),
                    message = SentenceText.Read(error.Sentence).In(culture),
                    error.Value,
                }),
            }),
        };
    }
}
