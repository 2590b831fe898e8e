using System.Globalization;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Papers;

namespace ApprovalFlows.Web.Components.Shared;

/// <summary>The time bar of a board: half a year back, a year ahead, a thousand units wide.</summary>
public sealed record PapersDrawing(
    DateOnly From, DateOnly To, string Today, IReadOnlyList<PapersDrawing.Row> Rows)
{
    public const string Gap = "bar-gap";
    private const int Back = 180;
    private const int Ahead = 365;

    public sealed record Part(string Css, string X, string Width, DateOnly From, DateOnly To);

    public sealed record Row(string Name, IReadOnlyList<Part> Parts);

    public static PapersDrawing Of(PapersBoard board)
    {
        var (from, to) = (board.Today.AddDays(-Back), board.Today.AddDays(Ahead));
        var rows = board.Slots
            .Where(slot => slot.State != SlotState.NotNeeded)
            .Select(slot => new Row(slot.Slot.Name.ToString(), [.. PartsOf(board, slot, from, to)]))
            .ToList();
        return new PapersDrawing(from, to, At(from, to, board.Today), rows);
    }

    private static IEnumerable<Part> PartsOf(PapersBoard board, BoardSlot slot, DateOnly from, DateOnly to)
    {
        var css = slot.State == SlotState.Held ? "bar-held" : "bar-cover";
        var gaps = board.Gaps.Where(gap => gap.Slot.Id == slot.Slot.Id).Select(gap => new DaySpan(gap.From, gap.To));
        return slot.Spans.Select(span => Draw(css, span, from, to))
            .Concat(gaps.Select(span => Draw(Gap, span, from, to)))
            .OfType<Part>();
    }

    private static Part? Draw(string css, DaySpan span, DateOnly from, DateOnly to)
    {
        if (span.To < from || span.From > to) return null;
        var first = span.From < from ? from : span.From;
        var last = span.To > to ? to : span.To;
        var width = (last.DayNumber - first.DayNumber + 1) * 1000d / (to.DayNumber - from.DayNumber + 1);
        return new Part(
            css, At(from, to, first), width.ToString("0.#", CultureInfo.InvariantCulture), span.From, span.To);
    }

    private static string At(DateOnly from, DateOnly to, DateOnly day) =>
        ((day.DayNumber - from.DayNumber) * 1000d / (to.DayNumber - from.DayNumber + 1))
        .ToString("0.#", CultureInfo.InvariantCulture);
}
