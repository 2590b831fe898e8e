using System.Text;

namespace ApprovalFlows.Core.Rosters;

/// <summary>Reads and writes rows of cells (RFC 4180) with commas between them, or with the semicolons and tabs that
/// spreadsheets write elsewhere.</summary>
public static class CsvText
{
    // A cell that begins so is run as a formula by spreadsheets.
    private const string FormulaStarts = "=+-@\t\r";

    private static readonly char[] Separators = [',', ';', '\t'];

    public static IEnumerable<SheetRow> Read(string text)
    {
        var separator = SeparatorOf(text);
        var (place, line) = (0, 1);
        while (place < text.Length)
        {
            var first = line;
            List<string> cells = [];
            while (ReadCell(text, separator, cells, ref place, ref line))
            {
                if (cells.Count >= SheetLimits.MaxColumns) throw RuleViolation.Invalid("file", "SheetUnreadable");
            }

            yield return new SheetRow(first, cells);
        }
    }

    /// <summary>With the mark by which spreadsheets know UTF-8.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows) text.Append(LineOf(row));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The same row by row, so that a long list is never in memory as a whole.</summary>
    public static async Task WriteAsync(
        Stream body, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancellation = default)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await foreach (var row in rows.WithCancellation(cancellation))
            await writer.WriteAsync(LineOf(row).AsMemory(), cancellation);
    }

    private static string LineOf(IReadOnlyList<string?> row) =>
        string.Join(',', row.Select(cell => Quoted(Harmless(cell ?? "")))) + "\r\n";

    // Whichever the header has most of.
    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return Separators.MaxBy(candidate => header.Count(letter => letter == candidate));
    }

    /// <returns>Whether the row goes on.</returns>
    private static bool ReadCell(string text, char separator, List<string> cells, ref int place, ref int line)
    {
        var cell = new StringBuilder();
        if (place < text.Length && text[place] == '"') ReadQuoted(text, cell, ref place, ref line);
        while (place < text.Length && text[place] != separator && text[place] is not ('\r' or '\n'))
            cell.Append(text[place++]);
        cells.Add(cell.ToString());
        if (place >= text.Length) return false;
        var isMore = text[place] == separator;
        if (!isMore) line++;
        place += !isMore && text[place] == '\r' && place + 1 < text.Length && text[place + 1] == '\n' ? 2 : 1;
        return isMore;
    }

    private static void ReadQuoted(string text, StringBuilder cell, ref int place, ref int line)
    {
        for (place++; place < text.Length; place++)
        {
            if (text[place] == '\n') line++;
            if (text[place] != '"')
            {
                cell.Append(text[place]);
                continue;
            }

            place++;
            if (place >= text.Length || text[place] != '"') return;
            cell.Append('"');
        }

        // A quote that is never closed would swallow the rest of the file as one cell.
        throw RuleViolation.Invalid("file", "SheetUnreadable");
    }

    private static string Harmless(string cell) =>
        cell.Length > 0 && FormulaStarts.Contains(cell[0]) && !IsPhone(cell) ? "'" + cell : cell;

    private static bool IsPhone(string cell) => cell[0] == '+' && cell.Skip(1).All(char.IsAsciiDigit);

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",;\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}
