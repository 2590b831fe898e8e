using System.Globalization;
using System.Text;
using ApprovalFlows.Core.Design.Differences;

namespace ApprovalFlows.Web.Components.Pages.Studio;

/// <summary>Lines and words of the picture, as SVG wants them.</summary>
internal static class ComparePath
{
    private const double WideLetter = 14;
    private const double Letter = 7.6;
    private const double Room = FlowDrawing.StepWidth - 40;

    public static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A curve that leaves and enters upright.</summary>
    public static string Of(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder($"M{N(points[0].X)} {N(points[0].Y)}");
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            var middle = (from.Y + to.Y) / 2;
            path.Append(CultureInfo.InvariantCulture,
                $" C{N(from.X)} {N(middle)} {N(to.X)} {N(middle)} {N(to.X)} {N(to.Y)}");
        }

        return path.ToString();
    }

    /// <summary>Lines with an outcome and where to write it: neighbours not on one height.</summary>
    public static IEnumerable<(DrawnLine Line, (double X, double Y) At)> Labelled(IEnumerable<DrawnLine> lines) =>
        lines.Where(line => line.Outcome is not null)
            .GroupBy(line => line.Source)
            .SelectMany(group => group.OrderBy(line => line.Points[0].X)
                .Select((line, index) => (line, On(line.Points[0], line.Points[1], 0.26 + (0.44 * (index % 2))))));

    /// <summary>The words on at most two lines, each with its number and how many there are.</summary>
    public static IEnumerable<(string Text, int Index, int Count)> Wrapped(string text)
    {
        var lines = new List<string>();
        foreach (var word in Words(text))
            if (lines.Count > 0 && WidthOf(lines[^1] + word) <= Room) lines[^1] += word;
            else lines.Add(word);
        if (lines.Count > 2) lines = [lines[0], Cut(string.Concat(lines.Skip(1)))];
        return lines.Select((line, index) => (line.Trim(), index, lines.Count));
    }

    // Chinese breaks anywhere, other languages between words.
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            if (word.Length > 0 && (letter == ' ' || IsWide(letter) || IsWide(word[^1])))
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(letter);
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static string Cut(string line)
    {
        if (WidthOf(line) <= Room) return line;
        while (line.Length > 1 && WidthOf(line + "…") > Room) line = line[..^1];
        return line.TrimEnd() + "…";
    }

    private static double WidthOf(string text) => text.Sum(letter => IsWide(letter) ? WideLetter : Letter);

    private static bool IsWide(char letter) => letter >= '\u2E80';

    private static (double X, double Y) On((double X, double Y) from, (double X, double Y) to, double along)
    {
        var (near, far) = (1 - along, along);
        var start = (near * near * near) + (3 * near * near * far);
        var middle = 3 * near * far;
        var y = (near * near * near * from.Y) + (middle * ((from.Y + to.Y) / 2)) + (far * far * far * to.Y);
        return ((from.X * start) + (to.X * (1 - start)), y + 4);
    }
}
