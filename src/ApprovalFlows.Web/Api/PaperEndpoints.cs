using System.Globalization;
using ApprovalFlows.Core.Papers;

namespace ApprovalFlows.Web.Api;

/// <summary>The papers of a worker on one board.</summary>
public static class PaperEndpoints
{
    public static void MapPapers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/workers/{id:guid}/papers", ShowAsync)
            .WithSummary("Papers of a worker: lamp, end, each slot with its next step, gaps.");

    private static async Task<IResult> ShowAsync(
        Guid id, Caller _, PapersService papers, CancellationToken cancellation)
    {
        var found = await papers.BoardAsync(id, cancellation);
        var culture = CultureInfo.CurrentUICulture;
        var board = found.Board;
        return TypedResults.Ok(new
        {
            worker = found.Worker.Id,
            name = found.Worker.NameOriginal,
            employer = found.EmployerName,
            board.Today,
            lamp = JsonNames.Camel(board.Lamp),
            board.End,
            board.IsPartial,
            slots = board.Slots.Select(slot => new
            {
                slot = slot.Slot.Id,
                name = slot.Slot.Name.In(culture),
                group = JsonNames.Camel(slot.Slot.Group),
                slot.Slot.Counts,
                state = JsonNames.Camel(slot.State),
                slot.End,
                number = found.ShownIn(slot)?.Number,
                kind = slot.Paper?.Kind,
                issuer = found.ShownIn(slot)?.Issuer,
                causes = slot.Causes.Select(cause => HeldText.Of(cause).In(culture)),
                next = slot.Next?.Words.In(culture),
                flow = slot.Next?.Flow,
            }),
            gaps = board.Gaps.Select(gap => new { slot = gap.Slot.Id, gap.From, gap.To }),
            flags = board.Flags.Select(flag => flag.In(culture)),
        });
    }
}
