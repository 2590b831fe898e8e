using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

/// <summary>Letters between offices, and their acknowledgement.</summary>
public static class LetterEndpoints
{
    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup("/api/letters").RequireAuthorization("LetterReader");
        letters.MapGet("", ListAsync).WithSummary("Letters that the caller's offices received or sent.");
        letters.MapGet("/{id:guid}", ShowAsync).WithSummary("A letter with its list as it was sent.");
        letters.MapPost("/{id:guid}/acknowledgement", AcknowledgeAsync)
            .WithSummary("The office that received it acknowledges it.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, LetterDesk desk)
    {
        var query = new QueryFields(context.Request.Query);
        var box = query.Choice<LetterBox>("box") ?? LetterBox.Received;
        var isOpen = query.Flag("open") ?? false;
        var (page, size) = (query.Page, query.PageSize);
        query.MustBeRight();
        var found = await desk.ListAsync(box, isOpen, page, size, context.RequestAborted);
        return TypedResults.Ok(new
        {
            items = found.Items.Select(Of),
            found.TotalCount,
            found.Page,
            found.PageSize,
        });
    }

    private static async Task<IResult> ShowAsync(Guid id, LetterDesk desk, CancellationToken cancellation)
    {
        var found = await desk.ShowAsync(id, cancellation);
        return TypedResults.Ok(new
        {
            letter = Of(found),
            found.Letter.ListSha256,
            found.Letter.Note,
            lines = LetterDesk.LinesOf(found.Letter),
        });
    }

    private static async Task<IResult> AcknowledgeAsync(
        Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var note = fields.Text("note");
        fields.MustBeRight();
        var letter = await work.RunAsync<LetterDesk, OfficialLetter>(
            caller.Actor,
            desk => desk.AcknowledgeAsync(id, note, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(new
        {
            letter.Number,
            acknowledgedAt = CaseJson.Local(letter.AcknowledgedAt),
            letter.AcknowledgedBy,
        });
    }

    private static object Of(LetterView view) => new
    {
        view.Letter.Id,
        view.Letter.Number,
        view.Letter.Kind,
        about = LetterPlan.NameOf(view.Letter.Kind).In(CultureInfo.CurrentUICulture),
        issuer = Name(view.Issuer),
        recipient = Name(view.Recipient),
        view.Letter.LineCount,
        writtenAt = ChinaTime.Of(view.Letter.WrittenAt),
        acknowledgedAt = CaseJson.Local(view.Letter.AcknowledgedAt),
        view.Letter.AcknowledgedBy,
        view.Letter.ChaseCount,
        view.MayAcknowledge,
    };

    private static string Name(Core.Organisation.Department office) =>
        new LocalText(office.NameZh, office.NameVi, office.NameEn).In(CultureInfo.CurrentUICulture);
}
